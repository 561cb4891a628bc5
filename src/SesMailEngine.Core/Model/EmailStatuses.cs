namespace SesMailEngine.Core.Model;

/// <summary>The wire names and the priority of <see cref="EmailStatus"/>.</summary>
public static class EmailStatuses
{
    private static readonly string[] WireNames =
        ["sending", "sent", "soft_bounced", "delivered", "opened", "failed", "bounced", "complained"];

    /// <summary>The name used in records, notifications and queries, for example <c>soft_bounced</c>.</summary>
    public static string ToWireName(this EmailStatus status) => WireNames[(int)status];

    /// <summary>0 to 6; bounced and complained are both 6.</summary>
    public static int Priority(this EmailStatus status) => Math.Min((int)status, 6);

    /// <summary>True when a record at <paramref name="current"/> moves to <paramref name="next"/>.</summary>
    public static bool IsRaisedBy(this EmailStatus current, EmailStatus next) => next.Priority() > current.Priority();

    /// <summary>Reads a wire name; false when it is none.</summary>
    public static bool TryParse(string? name, out EmailStatus status)
    {
        var index = Array.IndexOf(WireNames, name);
        status = index < 0 ? default : (EmailStatus)index;
        return index >= 0;
    }
}
