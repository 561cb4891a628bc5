using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Model;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Aws.Tests.DynamoDb;

/// <summary>The three tables of a stack of their own, with their indexes, in the DynamoDB emulator.</summary>
internal sealed class Tables
{
    private static int stacks;

    private Tables(AwsTarget target, ResourceNames names)
    {
        Target = target;
        Names = names;
    }

    public AwsTarget Target { get; }

    public ResourceNames Names { get; }

    public RecordingLog Log { get; } = new();

    public static CallRetries Retries => new(TimeProvider.System, new Random(1));

    public static async Task<Tables> CreateAsync(EmulatorSet emulators)
    {
        var tables = new Tables(await emulators.TargetAsync("dynalite"), new($"stack{Interlocked.Increment(ref stacks)}", "000000000000", "us-east-1"));
        using var client = tables.Client();
        await client.CreateTableAsync(Table(tables.Names.TrackingTable, ["emailId"],
            ("to-email-timestamp-index", ["toEmail", "timestamp"]), ("ses-message-id-index", ["sesMessageId"]),
            ("date-partition-index", ["datePartition", "timestamp"]), ("original-email-id-index", ["originalEmailId", "timestamp"])));
        await client.CreateTableAsync(Table(tables.Names.SuppressionTable, ["email"],
            ("suppression-type-date-index", ["suppressionType", "addedToSuppressionDate"])));
        await client.CreateTableAsync(Table(tables.Names.DailyStatsTable, ["statDate", "shard"]));
        return tables;
    }

    public AmazonDynamoDBClient Client() => DynamoDbClients.Create(Target);

    public TrackingStore Tracking(TimeProvider time, IAmazonDynamoDB? client = null) =>
        new(client ?? Client(), Names, Retries, new SequentialIds(), new Random(1), time, Log);

    public SuppressionStore Suppression(IAmazonDynamoDB? client = null) => new(client ?? Client(), Names, Retries);

    private static CreateTableRequest Table(string name, string[] key, params (string Name, string[] Key)[] indexes) => new()
    {
        TableName = name,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions =
        [
            .. key.Concat(indexes.SelectMany(index => index.Key)).Distinct()
                .Select(attribute => new AttributeDefinition(attribute, attribute == "shard" ? ScalarAttributeType.N : ScalarAttributeType.S)),
        ],
        KeySchema = Schema(key),
        GlobalSecondaryIndexes = indexes.Length == 0 ? null :
        [
            .. indexes.Select(index => new GlobalSecondaryIndex
            {
                IndexName = index.Name,
                KeySchema = Schema(index.Key),
                Projection = new Projection { ProjectionType = ProjectionType.ALL },
            }),
        ],
    };

    private static List<KeySchemaElement> Schema(string[] key) =>
        [.. key.Select((attribute, i) => new KeySchemaElement(attribute, i == 0 ? KeyType.HASH : KeyType.RANGE))];
}
