using System.Globalization;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>Reads and writes single attributes. Absent values are absent attributes; what has another type is read as absent.</summary>
internal static class ItemValues
{
    private const string ExactFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static AttributeValue Text(string text) => new() { S = text };

    public static AttributeValue Number(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    public static AttributeValue Time(DateTimeOffset time) => Text(time.ToWire());

    /// <summary>A time to the tick, in milliseconds where that is all of it: claims are told apart by their times.</summary>
    public static AttributeValue ExactTime(DateTimeOffset time) => Text(
        time.UtcTicks % TimeSpan.TicksPerMillisecond == 0
            ? time.ToWire()
            : time.UtcDateTime.ToString(ExactFormat, CultureInfo.InvariantCulture));

    public static void AddText(this Dictionary<string, AttributeValue> item, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text)) item[name] = Text(text);
    }

    public static void AddTime(this Dictionary<string, AttributeValue> item, string name, DateTimeOffset? time)
    {
        if (time is { } known) item[name] = Time(known);
    }

    public static void AddCount(this Dictionary<string, AttributeValue> item, string name, int count)
    {
        if (count != 0) item[name] = Number(count);
    }

    public static string? ReadText(this Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) ? value.S : null;

    public static long? ReadNumber(this Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value)
        && long.TryParse(value.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static int ReadCount(this Dictionary<string, AttributeValue> item, string name) =>
        (int)Math.Clamp(item.ReadNumber(name) ?? 0, 0, int.MaxValue);

    public static DateTimeOffset? ReadTime(this Dictionary<string, AttributeValue> item, string name) =>
        WireTime.TryParse(item.ReadText(name), out var time) ? time : null;

    /// <summary>True when both say the same, sets in any order.</summary>
    public static bool AreEqual(AttributeValue a, AttributeValue b)
    {
        if (a.S is not null || b.S is not null) return string.Equals(a.S, b.S, StringComparison.Ordinal);
        if (a.N is not null || b.N is not null) return string.Equals(a.N, b.N, StringComparison.Ordinal);
        if (a.SS is not null || b.SS is not null) return a.SS is not null && b.SS is not null && a.SS.ToHashSet().SetEquals(b.SS);
        if (a.L is not null || b.L is not null)
        {
            return a.L is not null && b.L is not null && a.L.Count == b.L.Count && a.L.Zip(b.L).All(pair => AreEqual(pair.First, pair.Second));
        }
        if (a.M is not null || b.M is not null)
        {
            return a.M is not null && b.M is not null && a.M.Count == b.M.Count
                && a.M.All(pair => b.M.TryGetValue(pair.Key, out var other) && AreEqual(pair.Value, other));
        }
        return a.BOOL == b.BOOL && a.NULL == b.NULL;
    }
}
