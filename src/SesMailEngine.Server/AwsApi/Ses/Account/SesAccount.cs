using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Simulator;
using SesMailEngine.Embedded.Tables;

namespace SesMailEngine.Server.AwsApi.Ses.Account;

/// <summary>What SES knows of this host's account.</summary>
/// <param name="Names">The stack's names.</param>
/// <param name="Identities">Who is verified.</param>
/// <param name="Quota">The sending limits.</param>
/// <param name="Sending">The simulator, for its statistics.</param>
/// <param name="Tables">The tables, for the suppression list.</param>
/// <param name="Time">The clock.</param>
internal sealed record SesAccount(
    ResourceNames Names, SenderIdentities Identities, ISendQuota Quota, IDirectSending Sending, ITables Tables, TimeProvider Time)
{
    /// <summary>How SES says that there is no limit (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendQuota.html).</summary>
    private const double Unlimited = -1;

    /// <summary>False when the stack was deleted, and its configuration set with it.</summary>
    public bool HasStack { get; init; } = true;

    /// <summary>The configuration sets there are.</summary>
    public IReadOnlyList<string> ConfigurationSets => HasStack ? [Names.ConfigurationSet] : [];

    /// <summary>The limits as SES words them.</summary>
    public async Task<SendQuota> QuotaAsync(CancellationToken cancellationToken)
    {
        var quota = await Quota.GetAsync(cancellationToken);
        return quota with
        {
            MaxSendRate = quota.MaxSendRate > 0 ? quota.MaxSendRate : Unlimited,
            Max24HourSend = quota.Max24HourSend > 0 ? quota.Max24HourSend : Unlimited,
        };
    }

    /// <summary>The verified identities, sorted.</summary>
    public IReadOnlyList<SesIdentity> AllIdentities()
    {
        var all = new List<SesIdentity>();
        if (Identities.Address is { } address) all.Add(new(address, IsDomain: false));
        if (Identities.Domain is { } domain) all.Add(new(domain, IsDomain: true));
        return [.. all.OrderBy(identity => identity.Name, StringComparer.Ordinal)];
    }

    /// <summary>The verified identity of a name; null for none.</summary>
    public SesIdentity? FindIdentity(string name) =>
        AllIdentities().FirstOrDefault(identity => identity.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
