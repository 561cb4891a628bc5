using Amazon.DynamoDBv2.Model;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>A suppression entry as an item, and an item as an entry. People write items too, with as little as the key.</summary>
internal static class SuppressionItem
{
    public const string Email = "email";
    public const string Type = "suppressionType";
    private const string Reason = "reason";
    public const string AddedAt = "addedToSuppressionDate";
    private const string EmailId = "emailId";
    private const string BounceSubType = "bounceSubType";
    private const string DiagnosticCode = "diagnosticCode";

    /// <summary>The item of an entry.</summary>
    public static Dictionary<string, AttributeValue> Write(SuppressionEntry entry)
    {
        var item = new Dictionary<string, AttributeValue>(7, StringComparer.Ordinal)
        {
            [Email] = ItemValues.Text(entry.Email),
            [Type] = ItemValues.Text(entry.Type.ToWireName()),
            [Reason] = ItemValues.Text(entry.Reason),
            [AddedAt] = ItemValues.Time(entry.AddedAt),
        };
        item.AddText(EmailId, entry.EmailId);
        item.AddText(BounceSubType, entry.BounceSubType);
        item.AddText(DiagnosticCode, entry.DiagnosticCode);
        return item;
    }

    /// <summary>The entry of an item. An item without a type is somebody's own: <c>manual</c>. No item is "not suppressed".</summary>
    public static SuppressionEntry Read(Dictionary<string, AttributeValue> item)
    {
        _ = SuppressionReasons.TryParseType(item.ReadText(Type), out var type);
        return new SuppressionEntry
        {
            Email = item.ReadText(Email) ?? "",
            Type = type,
            Reason = item.ReadText(Reason) ?? type switch
            {
                SuppressionType.Bounce => SuppressionReasons.HardBounce,
                SuppressionType.Complaint => SuppressionReasons.SpamComplaint,
                _ => SuppressionReasons.Manual,
            },
            AddedAt = item.ReadTime(AddedAt) ?? DateTimeOffset.UnixEpoch,
            EmailId = item.ReadText(EmailId),
            BounceSubType = item.ReadText(BounceSubType),
            DiagnosticCode = item.ReadText(DiagnosticCode),
        };
    }
}
