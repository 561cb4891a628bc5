using Amazon.SQS;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.Sqs;

/// <summary>Makes SQS clients as the retry queue needs them.</summary>
public static class SqsClients
{
    /// <summary>A client that tries once (the queue repeats calls by itself) and waits 5 s at most.</summary>
    public static AmazonSQSClient Create(AwsTarget target) => new(target.Credentials, Config(target));

    /// <summary>A client for a command that a person waits for: it repeats calls by itself.</summary>
    public static AmazonSQSClient ForCommands(AwsTarget target)
    {
        var config = Config(target);
        config.MaxErrorRetry = 3;
        return new AmazonSQSClient(target.Credentials, config);
    }

    internal static AmazonSQSConfig Config(AwsTarget target) => SdkConfigs.Apply(new AmazonSQSConfig(), target);
}
