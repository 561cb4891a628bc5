using System.Text.Json;

namespace SesMailEngine.Embedded.Bus;

/// <summary>What a target adds to its endpoint (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_HttpParameters.html).</summary>
/// <param name="Path">Values for the asterisks of the URL's path, in order.</param>
/// <param name="Headers">Headers to send.</param>
/// <param name="Query">Parameters to add to the query string.</param>
public sealed record HttpParameters(
    IReadOnlyList<string> Path, IReadOnlyList<KeyValuePair<string, string>> Headers, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    private static readonly HttpParameters None = new([], [], []);

    /// <summary>Reads the member of the API; what it does not have is empty. Its values were checked when the target was put.</summary>
    public static HttpParameters Parse(string? json)
    {
        if (json is null) return None;
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new(
            root.TryGetProperty("PathParameterValues", out var path) && path.ValueKind == JsonValueKind.Array
                ? [.. path.EnumerateArray().Select(value => value.GetString() ?? "")] : [],
            Pairs(root, "HeaderParameters"), Pairs(root, "QueryStringParameters"));
    }

    /// <summary>The URL with path values and query parameters in their places; null for null.</summary>
    public Uri? Apply(Uri? endpoint)
    {
        if (endpoint is null || Path.Count + Query.Count == 0) return endpoint;
        var parts = endpoint.AbsolutePath.Split('*');
        var path = parts[0];
        for (var i = 1; i < parts.Length; i++) path += (i <= Path.Count ? Uri.EscapeDataString(Path[i - 1]) : "*") + parts[i];
        var query = string.Join('&', Query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        if (endpoint.Query.Length > 1 && query.Length > 0) query = $"{endpoint.Query[1..]}&{query}";
        return new UriBuilder(endpoint) { Path = path, Query = query.Length > 0 ? query : endpoint.Query }.Uri;
    }

    private static List<KeyValuePair<string, string>> Pairs(JsonElement root, string name) =>
        root.TryGetProperty(name, out var map) && map.ValueKind == JsonValueKind.Object
            ? [.. map.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetString() ?? ""))] : [];
}
