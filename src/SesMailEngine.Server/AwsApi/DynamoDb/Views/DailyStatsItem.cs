using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Views;

/// <summary>A day's counters as an item, and an item as counters.</summary>
internal static class DailyStatsItem
{
    private const string Invalid = "One or more parameter values were invalid: ";

    /// <summary>The item of a day.</summary>
    public static AttributeMap From(string day, DailyCounts counts)
    {
        var item = new AttributeMap(11) { { "statDate", AttributeValue.Of(day) }, { "shard", AttributeValue.Of(0) } };
        foreach (var (name, number) in counts.Named()) item.Add(name, AttributeValue.Of(number));
        return item;
    }

    /// <summary>The counters of an item; those that are not there are 0.</summary>
    /// <exception cref="DynamoDbException">A value is none of this table's.</exception>
    public static DailyCounts Read(AttributeMap item)
    {
        if (!item.TryGetValue("statDate", out var day) || day.Type != AttributeType.S
            || !DateOnly.TryParseExact(day.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            throw DynamoDbException.Validation(Invalid + "The key statDate must be a day, YYYY-MM-DD");
        }
        if (!item.TryGetValue("shard", out var shard) || shard.Type != AttributeType.N || !shard.Number.Equals(default))
        {
            throw DynamoDbException.Validation(Invalid + "The key shard must be the number 0: this host keeps a day's counters in one item");
        }
        var known = default(DailyCounts).Named();
        if (item.Keys.FirstOrDefault(name => name is not ("statDate" or "shard") && known.All(counter => counter.Key != name)) is { } other)
        {
            throw DynamoDbException.Validation(
                $"{Invalid}This table does not keep the attribute {other}; it has statDate, shard, {string.Join(", ", known.Select(counter => counter.Key))}");
        }
        long Number(string name) => item.TryGetValue(name, out var value) ? ReadNumber(name, value) : 0;
        return new DailyCounts(
            Number("sent"), Number("delivered"), Number("opened"), Number("soft_bounced"), Number("bounced"), Number("complained"),
            Number("failed"), Number("countedBounces"), Number("countedComplaints"));
    }

    private static long ReadNumber(string name, AttributeValue value) =>
        value.Type == AttributeType.N && long.TryParse(value.Number.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 1L << 53
            ? number
            : throw DynamoDbException.Validation($"{Invalid}The attribute {name} must be a whole number");
}
