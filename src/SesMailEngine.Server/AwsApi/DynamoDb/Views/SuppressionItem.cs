using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Views;

/// <summary>A suppression entry as an item, and an item as an entry.</summary>
internal static class SuppressionItem
{
    private const string Invalid = "One or more parameter values were invalid: ";

    private static readonly string[] Names =
        ["email", "suppressionType", "reason", "addedToSuppressionDate", "emailId", "bounceSubType", "diagnosticCode"];

    /// <summary>The item of an entry.</summary>
    public static AttributeMap From(SuppressionEntry entry)
    {
        var item = new AttributeMap(7)
        {
            { "email", AttributeValue.Of(entry.Email) },
            { "suppressionType", AttributeValue.Of(entry.Type.ToWireName()) },
            { "reason", AttributeValue.Of(entry.Reason) },
            { "addedToSuppressionDate", AttributeValue.Of(entry.AddedAt.ToWire()) },
        };
        item.AddText("emailId", entry.EmailId);
        item.AddText("bounceSubType", entry.BounceSubType);
        item.AddText("diagnosticCode", entry.DiagnosticCode);
        return item;
    }

    /// <summary>
    /// The entry of an item. Only <c>email</c> is required: the type is <c>manual</c> unless given, the reason the type's
    /// own, the date <paramref name="now"/>.
    /// </summary>
    /// <exception cref="DynamoDbException">A value is none of this table's.</exception>
    public static SuppressionEntry Read(AttributeMap item, DateTimeOffset now)
    {
        foreach (var name in item.Keys)
        {
            if (!Names.Contains(name))
            {
                throw DynamoDbException.Validation(
                    $"{Invalid}This table does not keep the attribute {name}; it has {string.Join(", ", Names)}");
            }
        }
        var type = ReadType(Text(item, "suppressionType"));
        return new SuppressionEntry
        {
            Email = ReadEmail(item),
            Type = type,
            Reason = ReadReason(Text(item, "reason"), type),
            AddedAt = ReadDate(Text(item, "addedToSuppressionDate"), now),
            EmailId = Text(item, "emailId"),
            BounceSubType = Text(item, "bounceSubType"),
            DiagnosticCode = Text(item, "diagnosticCode"),
        };
    }

    private static string ReadEmail(AttributeMap item)
    {
        if (!item.TryGetValue("email", out var value))
        {
            throw DynamoDbException.Validation(Invalid + "Missing the key email in the item");
        }
        if (value.Type != AttributeType.S)
        {
            throw DynamoDbException.Validation($"{Invalid}Type mismatch for key email expected: S actual: {value.Type}");
        }
        if (!EmailAddress.TryParse(value.Text, out var address) || address!.ComparisonKey != value.Text)
        {
            throw DynamoDbException.Validation(
                Invalid + "The key email must be one bare address, all of it in lower case, its domain in ASCII");
        }
        return value.Text;
    }

    private static SuppressionType ReadType(string? text)
    {
        if (text is null) return SuppressionType.Manual;
        return SuppressionReasons.TryParseType(text, out var type)
            ? type
            : throw DynamoDbException.Validation($"{Invalid}suppressionType must be bounce, complaint or manual, not '{text}'");
    }

    private static string ReadReason(string? text, SuppressionType type)
    {
        if (text is null)
        {
            return type switch
            {
                SuppressionType.Bounce => SuppressionReasons.HardBounce,
                SuppressionType.Complaint => SuppressionReasons.SpamComplaint,
                _ => SuppressionReasons.Manual,
            };
        }
        return text is SuppressionReasons.HardBounce or SuppressionReasons.ConsecutiveSoftBounces
                or SuppressionReasons.SpamComplaint or SuppressionReasons.Manual
            ? text
            : throw DynamoDbException.Validation(
                $"{Invalid}reason must be hard-bounce, consecutive-soft-bounces, spam-complaint or manual, not '{text}'");
    }

    private static DateTimeOffset ReadDate(string? text, DateTimeOffset now)
    {
        if (text is null) return now.ToMilliseconds();
        return WireTime.TryParse(text, out var time)
            ? time.ToMilliseconds()
            : throw DynamoDbException.Validation($"{Invalid}addedToSuppressionDate must be an ISO 8601 time, not '{text}'");
    }

    private static string? Text(AttributeMap item, string name)
    {
        if (!item.TryGetValue(name, out var value) || value.Type == AttributeType.NULL) return null;
        return value.Type == AttributeType.S
            ? value.Text
            : throw DynamoDbException.Validation($"{Invalid}Type mismatch for attribute {name} expected: S actual: {value.Type}");
    }
}
