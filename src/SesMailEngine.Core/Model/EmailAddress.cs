using System.Globalization;

namespace SesMailEngine.Core.Model;

/// <summary>
/// One e-mail address: local part as given, domain in lower-case ASCII (international domains in Punycode, RFC 3492).
/// At most 254 characters in all and 64 in the local part (RFC 5321 section 4.5.3.1).
/// </summary>
public sealed record EmailAddress
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxLength = 254;

    /// <summary>The longest local part, in characters.</summary>
    public const int MaxLocalLength = 64;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string local, string domain)
    {
        Value = $"{local}@{domain}";
        Local = local;
        Domain = domain;
        ComparisonKey = Value.ToLowerInvariant();
    }

    /// <summary>The address as it goes on the wire.</summary>
    public string Value { get; }

    /// <summary>The part before the <c>@</c>.</summary>
    public string Local { get; }

    /// <summary>The part after it, in ASCII.</summary>
    public string Domain { get; }

    /// <summary>The whole address in lower case: the key of suppression and of the recipient index.</summary>
    public string ComparisonKey { get; }

    /// <summary>For logs: <c>j***@example.com</c>.</summary>
    public string Masked => Mask(Value);

    /// <inheritdoc/>
    public override string ToString() => Masked;

    /// <summary>Hides the local part but for its first character; anything without an <c>@</c> becomes <c>***</c>.</summary>
    public static string Mask(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 1 ? "***" : $"{address[0]}***{address[at..]}";
    }

    /// <summary>
    /// Reads <c>jo@example.com</c> or <c>Jo &lt;jo@example.com&gt;</c>; false for anything else, for control characters
    /// (so also CR and LF) and past the length limits. The display name is dropped.
    /// </summary>
    public static bool TryParse(string? text, out EmailAddress? address)
    {
        address = null;
        if (text is null || text.Length > 1024) return false;
        foreach (var c in text)
        {
            if (char.IsControl(c) || c is '\u2028' or '\u2029') return false;
        }
        var bare = text.Trim();
        if (bare.EndsWith('>'))
        {
            var open = bare.LastIndexOf('<');
            if (open < 0 || bare.AsSpan(0, open).IndexOfAny('<', '>') >= 0) return false;
            bare = bare[(open + 1)..^1].Trim();
        }
        var at = bare.LastIndexOf('@');
        if (at < 1 || at == bare.Length - 1 || at > MaxLocalLength) return false;
        var local = bare[..at];
        if (!IsLocalPart(local) || !TryToAscii(bare[(at + 1)..], out var domain)) return false;
        if (local.Length + 1 + domain.Length > MaxLength) return false;
        address = new EmailAddress(local, domain);
        return true;
    }

    // RFC 5322 dot-atom (plus RFC 6531 letters); SES refuses quoted local parts, so they are refused here, early.
    private static bool IsLocalPart(string local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)) return false;
        foreach (var c in local)
        {
            if (c < 128 ? !(char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c)) : char.IsWhiteSpace(c))
            {
                return false;
            }
        }
        return true;
    }

    private static bool TryToAscii(string text, out string domain)
    {
        domain = "";
        try
        {
            domain = Idn.GetAscii(text).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }
        if (domain.Length > 253 || !domain.Contains('.')) return false;
        foreach (var label in domain.Split('.'))
        {
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-') return false;
            if (!label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return false;
        }
        return true;
    }
}
