using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Sending;

/// <summary>Checks message tags (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html).</summary>
internal static class MailTags
{
    private const int MaxLength = 256;
    private const int MaxTags = 50;

    /// <summary>The tags, when all are as SES allows.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Require(IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        if (tags.Count > MaxTags) throw SesErrors.Invalid($"A message can have at most {MaxTags} tags.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in tags)
        {
            if (name.Length is 0 or > MaxLength || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
                throw SesErrors.Invalid($"Invalid tag name <{SesErrors.Shown(name)}>: only alphanumeric ASCII characters, '_', and '-' are allowed.");
            if (value.Length is 0 or > MaxLength || !value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '@'))
                throw SesErrors.Invalid($"Invalid value of the tag <{SesErrors.Shown(name)}>: only alphanumeric ASCII characters, '_', '-', '.', and '@' are allowed.");
            if (!names.Add(name)) throw SesErrors.Invalid($"Duplicate tag name <{SesErrors.Shown(name)}>.");
        }
        return tags;
    }

    /// <summary>Reads the header <c>X-SES-MESSAGE-TAGS</c>: <c>name=value, name=value</c>.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string? header)
    {
        var tags = new List<KeyValuePair<string, string>>();
        foreach (var pair in (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) throw SesErrors.Invalid("The header X-SES-MESSAGE-TAGS must read name=value, name=value.");
            tags.Add(KeyValuePair.Create(pair[..equals].Trim(), pair[(equals + 1)..].Trim()));
        }
        return tags;
    }
}
