using System.Text.Json;

namespace SesMailEngine.Benchmarks;

/// <summary>JSON as the dictionaries, lists and numbers that other engines take.</summary>
internal static class PlainObjects
{
    internal static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(property => property.Name, property => Read(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt32(out int number) ? number : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
