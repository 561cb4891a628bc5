using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>Checks a target's HttpParameters (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_HttpParameters.html).</summary>
internal static class HttpParametersReader
{
    private const int MaxPairs = 100;
    private const int MaxLength = 512;

    // Headers that say how the message travels are not the caller's to set.
    private static readonly string[] OwnHeaders =
    [
        "connection", "content-encoding", "content-length", "expect", "host", "keep-alive", "proxy-authenticate", "proxy-authorization",
        "te", "trailer", "transfer-encoding", "upgrade",
    ];

    /// <summary>The member as it was given; null for none.</summary>
    /// <param name="target">The target.</param>
    /// <param name="url">Its URL; null when it has none of its own.</param>
    /// <param name="takesThem">False for a queue, which has no use for them.</param>
    /// <param name="id">The target's id, for messages.</param>
    public static string? Read(JsonElement target, Uri? url, bool takesThem, string id)
    {
        if (target.Structure("HttpParameters") is not { } given)
        {
            return url is null || Asterisks(url) == 0 ? null : throw Invalid(id, "each asterisk of the URL needs a path parameter value");
        }
        if (!takesThem) throw Invalid(id, "a queue takes no HTTP parameters");
        given.RequireKnown("PathParameterValues", "HeaderParameters", "QueryStringParameters");
        var path = given.Texts("PathParameterValues");
        if (path.Any(value => !IsValue(value))) throw Invalid(id, "a path parameter value is too long, not printable, or a JSON path");
        if (url is not null && Asterisks(url) != path.Count)
            throw Invalid(id, "there must be as many path parameter values as asterisks in the URL");
        CheckPairs(given, "HeaderParameters", id, IsHeaderName);
        CheckPairs(given, "QueryStringParameters", id, static name => name.Length is > 0 and <= MaxLength && IsPrintable(name));
        return given.GetRawText();
    }

    private static void CheckPairs(JsonElement given, string name, string id, Func<string, bool> isName)
    {
        if (given.Structure(name) is not { } map) return;
        var count = 0;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in map.EnumerateObject())
        {
            if (++count > MaxPairs) throw Invalid(id, $"{name} has more than {MaxPairs} entries");
            if (!isName(pair.Name) || !seen.Add(pair.Name)) throw Invalid(id, $"{name} has a name that cannot be sent");
            if (pair.Value.ValueKind != JsonValueKind.String || !IsValue(pair.Value.GetString()!))
                throw Invalid(id, $"{name} has a value that is too long, not printable, or a JSON path");
        }
    }

    private static int Asterisks(Uri url) => url.AbsolutePath.Count(c => c == '*');

    private static bool IsHeaderName(string name) =>
        name.Length is > 0 and <= MaxLength
        && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal))
        && !OwnHeaders.Contains(name.ToLowerInvariant());

    // EventBridge would look a value like $.detail.id up in the event; sent as it stands it would be wrong without a word.
    private static bool IsValue(string value) =>
        value.Length <= MaxLength && IsPrintable(value) && !value.StartsWith("$.", StringComparison.Ordinal);

    private static bool IsPrintable(string text) => text.All(c => c is >= ' ' and <= '~');

    private static AwsException Invalid(string id, string reason) =>
        AwsException.Validation($"Parameter HttpParameters is not valid for target {id}. Reason: {reason}.");
}
