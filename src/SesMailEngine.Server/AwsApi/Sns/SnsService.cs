using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sns;

/// <summary>Amazon SNS (https://docs.aws.amazon.com/sns/latest/api/welcome.html), for the topics of this stack.</summary>
internal sealed class SnsService : IAwsService
{
    private readonly PublishOperation _publish;
    private readonly PublishBatchOperation _publishBatch;
    private readonly TopicOperations _topics;

    /// <summary>Makes the service.</summary>
    /// <param name="names">The stack's names.</param>
    /// <param name="topics">The stack's topics.</param>
    /// <param name="ids">Ids for messages.</param>
    /// <param name="policyOf">The policy the template declares for a topic, by its ARN; null for none.</param>
    public SnsService(ResourceNames names, IReadOnlyList<Topic> topics, RequestIdSource ids, Func<string, string?>? policyOf = null)
    {
        var directory = new TopicDirectory(topics);
        _publish = new PublishOperation(directory, ids);
        _publishBatch = new PublishBatchOperation(directory, ids);
        _topics = new TopicOperations(names, directory, policyOf);
    }

    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new("sns")
    {
        QueryVersion = "2010-03-31",
        XmlNamespace = "http://sns.amazonaws.com/doc/2010-03-31/",
        // 256 KB, each byte of them percent-encoded at worst.
        MaxBodyBytes = 2 << 20,
    };

    /// <inheritdoc/>
    public Task HandleAsync(AwsRequest request, CancellationToken cancellationToken) =>
        (request.Protocol == AwsProtocol.Query ? request.Operation : null) switch
        {
            "Publish" => _publish.HandleAsync(request, cancellationToken),
            "PublishBatch" => _publishBatch.HandleAsync(request, cancellationToken),
            "ListTopics" => _topics.ListAsync(request, cancellationToken),
            "ListSubscriptions" => _topics.ListSubscriptionsAsync(request, cancellationToken),
            "ListSubscriptionsByTopic" => _topics.ListSubscriptionsByTopicAsync(request, cancellationToken),
            "GetTopicAttributes" => _topics.GetAttributesAsync(request, cancellationToken),
            "GetSubscriptionAttributes" => _topics.GetSubscriptionAttributesAsync(request, cancellationToken),
            _ => throw request.UnknownOperation(),
        };
}
