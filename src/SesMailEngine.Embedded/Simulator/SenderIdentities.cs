using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>
/// The identities this host calls verified: the default sender's address and its domain. Whether others may send as well is the setting
/// RequireVerifiedSender.
/// </summary>
public sealed class SenderIdentities
{
    /// <summary>Takes the default sender of the settings.</summary>
    public SenderIdentities(EngineSettings settings)
    {
        if (!EmailAddress.TryParse(settings.DefaultSenderEmail, out var sender)) return;
        Address = sender!.Value;
        Domain = sender.Domain;
    }

    /// <summary>The verified address; null for none.</summary>
    public string? Address { get; }

    /// <summary>The verified domain, whose subdomains and addresses are verified with it; null for none.</summary>
    public string? Domain { get; }

    /// <summary>True for mail from the domain or a subdomain of it.</summary>
    public bool Covers(EmailAddress sender) =>
        Domain is not null && (sender.Domain == Domain || sender.Domain.EndsWith("." + Domain, StringComparison.Ordinal));
}
