using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Sending;

/// <summary>Checks the headers a caller adds (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html).</summary>
internal static class MailHeaders
{
    private const int MaxHeaders = 15;
    private const int MaxName = 126;
    private const int MaxValue = 870;

    // What the operation's own parameters or SES itself write.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "To", "Cc", "Bcc", "Subject", "Reply-To", "Return-Path", "Date", "Message-ID", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding", "Content-Disposition", "DKIM-Signature", "Received",
    };

    /// <summary>The headers, when all are as SES allows.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Require(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        if (headers.Count > MaxHeaders) throw SesErrors.Invalid($"A message can have at most {MaxHeaders} headers.");
        foreach (var (name, value) in headers)
        {
            if (name.Length is 0 or > MaxName || !name.All(c => c is > ' ' and <= '~' and not ':'))
                throw SesErrors.Invalid("A header name must be 1 to 126 printable ASCII characters without a colon.");
            if (Own.Contains(name) || name.StartsWith("X-SES-", StringComparison.OrdinalIgnoreCase))
                throw SesErrors.Invalid($"The header '{name}' cannot be set here.");
            if (value.Length is 0 or > MaxValue || !value.All(c => c is >= ' ' and <= '~'))
                throw SesErrors.Invalid($"The value of the header '{name}' must be 1 to {MaxValue} printable ASCII characters.");
        }
        return headers;
    }

    /// <summary>A text that becomes one header line: a line break in it would begin another header.</summary>
    public static string RequireLine(string name, string text) =>
        text.AsSpan().IndexOfAny('\r', '\n', '\0') < 0 ? text : throw SesErrors.Invalid($"Header '{name}' contains a line break or a zero character.");
}
