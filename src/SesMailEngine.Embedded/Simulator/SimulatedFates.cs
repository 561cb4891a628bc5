using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>
/// Which address meets which fate (https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator-how-to-use), with
/// further ones of our own. A label after a plus sign does not matter.
/// </summary>
internal static class SimulatedFates
{
    private const string Domain = "simulator.amazonses.com";

    /// <summary>The fate of mail to an address.</summary>
    public static SimulatedFate Of(EmailAddress address)
    {
        if (address.Domain != Domain) return SimulatedFate.Delivered;
        var plus = address.Local.IndexOf('+', StringComparison.Ordinal);
        var name = (plus < 0 ? address.Local : address.Local[..plus]).ToLowerInvariant();
        return name switch
        {
            "bounce" => SimulatedFate.Bounced,
            "softbounce" => SimulatedFate.SoftBounced,
            "complaint" => SimulatedFate.Complained,
            "suppressionlist" => SimulatedFate.OnSuppressionList,
            "open" => SimulatedFate.Opened,
            "reject" => SimulatedFate.Rejected,
            "throttle" => SimulatedFate.Throttled,
            "delay" => SimulatedFate.Delayed,
            _ => SimulatedFate.Delivered,
        };
    }
}
