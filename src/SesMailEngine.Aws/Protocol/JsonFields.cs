using System.Text.Json;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Protocol;

/// <summary>Reads members of answers; what is absent or has another type reads as nothing.</summary>
internal static class JsonFields
{
    public static string? Text(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static double? Number(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) ? value : null;

    public static bool IsTrue(this JsonElement element, string name) => element.Field(name) is { ValueKind: JsonValueKind.True };

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static JsonElement? Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A time as the JSON protocols write it: seconds since 1970 with a fraction.</summary>
    public static DateTimeOffset? EpochSeconds(this JsonElement element, string name) =>
        element.Number(name) is { } seconds && seconds is > -62135596800 and < 253402300800
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000)) : null;

    /// <summary>A member an answer must have.</summary>
    public static string Require(this JsonElement element, string name) =>
        element.Text(name) ?? throw new PortException($"The answer has no {name}.", isTransient: true, "InvalidResponse");
}
