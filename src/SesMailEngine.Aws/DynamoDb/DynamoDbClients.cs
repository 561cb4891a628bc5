using Amazon.DynamoDBv2;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>Makes DynamoDB clients as the stores need them.</summary>
public static class DynamoDbClients
{
    /// <summary>
    /// A client that tries once and waits 5 s at most: a second try of a conditional write, made without knowing what became of
    /// the first, would find its own work and take it for somebody else's. The stores repeat calls by themselves.
    /// </summary>
    public static AmazonDynamoDBClient Create(AwsTarget target) => new(target.Credentials, Config(target));

    /// <summary>A client for a command that only reads: it repeats calls by itself.</summary>
    public static AmazonDynamoDBClient ForCommands(AwsTarget target)
    {
        var config = Config(target);
        config.MaxErrorRetry = 3;
        return new AmazonDynamoDBClient(target.Credentials, config);
    }

    internal static AmazonDynamoDBConfig Config(AwsTarget target) => SdkConfigs.Apply(new AmazonDynamoDBConfig(), target);
}
