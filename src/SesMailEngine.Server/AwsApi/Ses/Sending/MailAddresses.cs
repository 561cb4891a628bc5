using MimeKit;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Sending;

/// <summary>Reads addresses, with or without a display name, and words what is wrong with one as SES does.</summary>
internal static class MailAddresses
{
    private const int MaxText = 1024;

    /// <summary>How many recipients a message may have (https://docs.aws.amazon.com/ses/latest/dg/quotas.html).</summary>
    public const int MaxRecipients = 50;

    /// <summary>Reads one address.</summary>
    public static Mailbox Require(string text)
    {
        if (text.Length > MaxText) throw SesErrors.Invalid("Illegal address");
        if (text.Any(char.IsControl)) throw SesErrors.Invalid("Local address contains control or whitespace");
        if (!text.Contains('@')) throw SesErrors.Invalid("Missing final '@domain'");
        if (!MailboxAddress.TryParse(MimeParsing.Options, text, out var mailbox)) throw SesErrors.Invalid("Illegal address");
        return Of(mailbox);
    }

    /// <summary>Takes an address MIME parsing found.</summary>
    public static Mailbox Of(MailboxAddress mailbox) =>
        EmailAddress.TryParse(mailbox.Address, out var address)
            ? new Mailbox(address!, Name(mailbox.Name))
            : throw SesErrors.Invalid(mailbox.Address.Contains('@') ? "Illegal address" : "Missing final '@domain'");

    /// <summary>Everybody who gets a mail, each once; too many or none is refused.</summary>
    public static IReadOnlyList<EmailAddress> Recipients(params ReadOnlySpan<IReadOnlyList<Mailbox>> lists)
    {
        var all = new List<EmailAddress>();
        var count = 0;
        foreach (var list in lists)
        {
            count += list.Count;
            foreach (var mailbox in list) all.Add(mailbox.Address);
        }
        if (count == 0) throw SesErrors.Invalid("Missing required header 'To'.");
        if (count > MaxRecipients) throw SesErrors.Invalid($"Recipient count exceeds {MaxRecipients}.");
        return [.. all.DistinctBy(address => address.ComparisonKey)];
    }

    /// <summary>An address as people read it.</summary>
    public static string Shown(Mailbox mailbox) =>
        mailbox.DisplayName is { } name ? $"{name} <{mailbox.Address.Value}>" : mailbox.Address.Value;

    // An encoded name can hide any character.
    private static string? Name(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        return name.Any(char.IsControl) ? throw SesErrors.Invalid("The display name of an address contains control characters.") : name;
    }
}
