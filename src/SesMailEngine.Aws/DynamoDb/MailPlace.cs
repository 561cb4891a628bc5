using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using Names = SesMailEngine.Aws.DynamoDb.RecordAttributes;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>
/// How far a query has come: the day it is in, the last day it goes to, and the item it stands behind, if any. As a token it is bound
/// to its query, so that it cannot be used with another.
/// </summary>
internal sealed record MailPlace(DateOnly Day, DateOnly Oldest, string? Timestamp, string? EmailId)
{
    private const int MaxToken = 1024;

    /// <summary>Where a query begins.</summary>
    public static MailPlace Start(MailQuery query, DateOnly today)
    {
        var newest = query.ToDay ?? today;
        var oldest = query.FromDay ?? newest;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldest, newest);
        if (query.Recipient is null) ArgumentOutOfRangeException.ThrowIfGreaterThan(newest.DayNumber - oldest.DayNumber, MailQuery.MaxDays);
        return new MailPlace(newest, oldest, null, null);
    }

    /// <summary>Reads a token.</summary>
    public static MailPlace Read(MailQuery query, string token)
    {
        if (token.Length > MaxToken || !Base64Url.IsValid(token)) throw PortFailures.InvalidToken();
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n');
        if (parts.Length != 5 || parts[0] != Mark(query)
            || !TryDay(parts[1], out var day) || !TryDay(parts[2], out var oldest) || oldest > day
            || (parts[3].Length > 0 && !WireTime.TryParse(parts[3], out _))) throw PortFailures.InvalidToken();
        return new MailPlace(day, oldest, parts[3].Length > 0 ? parts[3] : null, parts[4].Length > 0 ? parts[4] : null);
    }

    /// <summary>The token.</summary>
    public string Write(MailQuery query) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes($"{Mark(query)}\n{Text(Day)}\n{Text(Oldest)}\n{Timestamp}\n{EmailId}"));

    /// <summary>Behind an item.</summary>
    public MailPlace At(Dictionary<string, AttributeValue> item) =>
        this with { Timestamp = item.ReadText(Names.Timestamp), EmailId = item.ReadText(Names.EmailId) };

    /// <summary>The day before; null at the end of the query.</summary>
    public MailPlace? NextDay(MailQuery query) =>
        query.Recipient is not null || Day == Oldest ? null : this with { Day = Day.AddDays(-1), Timestamp = null, EmailId = null };

    /// <summary>The key to go on behind; null at the beginning.</summary>
    public Dictionary<string, AttributeValue>? Key(MailQuery query) => Timestamp is null || EmailId is null
        ? null
        : new()
        {
            [query.Recipient is null ? Names.DatePartition : Names.ToEmail] = ItemValues.Text(query.Recipient ?? Text(Day)),
            [Names.Timestamp] = ItemValues.Text(Timestamp),
            [Names.EmailId] = ItemValues.Text(EmailId),
        };

    /// <summary>A day as records write it.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string Mark(MailQuery query)
    {
        var text = string.Join(
            '\n', query.Recipient, query.FromDay?.DayNumber, query.ToDay?.DayNumber, query.Status, query.TemplateName, query.ErrorCode,
            query.MetadataKey, query.MetadataValue, query.Text);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
    }
}
