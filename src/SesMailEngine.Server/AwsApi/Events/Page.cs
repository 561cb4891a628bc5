using System.Text;
using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>One page of a list that is sorted by name; the token is the last name seen.</summary>
/// <param name="Items">What is on the page.</param>
/// <param name="NextToken">Where the next begins; null on the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    private const int MaxLimit = 100;

    /// <summary>Cuts the page that <c>Limit</c> and <c>NextToken</c> ask for.</summary>
    public static Page<T> Cut(IEnumerable<T> sorted, Func<T, string> nameOf, JsonElement input)
    {
        var limit = input.Number("Limit") ?? MaxLimit;
        if (limit is < 1 or > MaxLimit)
            throw EventsErrors.Constraint($"'{limit}'", "limit", $"Member must have value between 1 and {MaxLimit}");
        var after = input.Text(nameof(NextToken)) is { } token ? Decode(token) : null;
        var rest = after is null ? sorted : sorted.Where(item => string.CompareOrdinal(nameOf(item), after) > 0);
        var items = rest.Take((int)limit + 1).ToList();
        if (items.Count <= limit) return new Page<T>(items, null);
        items.RemoveAt(items.Count - 1);
        return new Page<T>(items, Convert.ToBase64String(Encoding.UTF8.GetBytes(nameOf(items[^1]))));
    }

    /// <summary>Writes the token, if there is one.</summary>
    public void WriteToken(Utf8JsonWriter json)
    {
        if (NextToken is not null) json.WriteString(nameof(NextToken), NextToken);
    }

    private static string Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw AwsException.Validation("NextToken is not valid.");
    }
}
