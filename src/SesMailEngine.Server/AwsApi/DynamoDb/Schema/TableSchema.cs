using System.Text;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Schema;

/// <summary>A table's name, key and indexes.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Key">Its key.</param>
/// <param name="Indexes">Its indexes.</param>
/// <param name="TtlAttribute">The attribute with the expiry in epoch seconds; null when items do not expire.</param>
internal sealed record TableSchema(
    string Name, string Arn, KeySchema Key, IReadOnlyList<IndexSchema> Indexes, string? TtlAttribute = null)
{
    private const int MaxHashBytes = 2048;

    /// <summary>The recipient index of the tracking table.</summary>
    public const string ToEmailIndex = "to-email-timestamp-index";

    /// <summary>The index by SES message id.</summary>
    public const string SesMessageIdIndex = "ses-message-id-index";

    /// <summary>The index by day.</summary>
    public const string DatePartitionIndex = "date-partition-index";

    /// <summary>The index that holds a mail and its retry together.</summary>
    public const string OriginalEmailIdIndex = "original-email-id-index";

    /// <summary>The index of the suppression table.</summary>
    public const string SuppressionTypeIndex = "suppression-type-date-index";

    /// <summary>All key attributes of the table and its indexes, each once.</summary>
    public IEnumerable<KeyAttribute> KeyAttributes =>
        Key.Attributes.Concat(Indexes.SelectMany(index => index.Key.Attributes)).DistinctBy(attribute => attribute.Name);

    /// <summary>The tracking table.</summary>
    public static TableSchema Tracking(ResourceNames names) => new(
        names.TrackingTable, TableArn(names, names.TrackingTable), new KeySchema(new("emailId")),
        [
            new(ToEmailIndex, new KeySchema(new("toEmail"), new("timestamp"))),
            new(SesMessageIdIndex, new KeySchema(new("sesMessageId"))),
            new(DatePartitionIndex, new KeySchema(new("datePartition"), new("timestamp"))),
            new(OriginalEmailIdIndex, new KeySchema(new("originalEmailId"), new("timestamp"))),
        ],
        "ttl");

    /// <summary>The suppression table.</summary>
    public static TableSchema Suppression(ResourceNames names) => new(
        names.SuppressionTable, TableArn(names, names.SuppressionTable), new KeySchema(new("email")),
        [new(SuppressionTypeIndex, new KeySchema(new("suppressionType"), new("addedToSuppressionDate")))]);

    /// <summary>The daily counters.</summary>
    public static TableSchema DailyStats(ResourceNames names) => new(
        names.DailyStatsTable, TableArn(names, names.DailyStatsTable),
        new KeySchema(new("statDate"), new("shard", AttributeType.N)), []);

    /// <summary>The index of a name.</summary>
    /// <exception cref="DynamoDbException">There is none.</exception>
    public IndexSchema Index(string name) => Indexes.FirstOrDefault(index => index.Name == name) ??
        throw DynamoDbException.Validation("The table does not have the specified index: " + name);

    /// <summary>The names of the attributes that tell where a walk stopped: the index's key and the table's.</summary>
    public IEnumerable<string> CursorNames(IndexSchema? index) =>
        (index is null ? Key.Attributes : index.Key.Attributes.Concat(Key.Attributes)).Select(attribute => attribute.Name);

    /// <summary>Checks a key: exactly the key attributes, of their types, not empty.</summary>
    /// <exception cref="DynamoDbException">It is not the table's key.</exception>
    public void CheckKey(AttributeMap key)
    {
        if (key.Count != Key.Attributes.Count) throw KeyMismatch();
        foreach (var attribute in Key.Attributes) CheckKeyValue(key, attribute);
        if (Key.Hash.Type == AttributeType.S && Encoding.UTF8.GetByteCount(key[Key.Hash.Name].Text) > MaxHashBytes)
        {
            throw DynamoDbException.Validation("One or more parameter values were invalid: " +
                $"Size of hashkey has exceeded the maximum size limit of{MaxHashBytes} bytes");
        }
    }

    /// <summary>Checks one key attribute of a key or of a start key.</summary>
    /// <exception cref="DynamoDbException">It is missing, of another type, or empty.</exception>
    public static void CheckKeyValue(AttributeMap key, KeyAttribute attribute)
    {
        if (!key.TryGetValue(attribute.Name, out var value) || value.Type != attribute.Type) throw KeyMismatch();
        if (value.Type == AttributeType.S && value.Text.Length == 0)
        {
            throw DynamoDbException.Validation("One or more parameter values are not valid. " +
                $"The AttributeValue for a key attribute cannot contain an empty string value. Key: {attribute.Name}");
        }
    }

    private static DynamoDbException KeyMismatch() =>
        DynamoDbException.Validation("The provided key element does not match the schema");

    private static string TableArn(ResourceNames names, string table) => names.Arn("dynamodb", "table/" + table);
}
