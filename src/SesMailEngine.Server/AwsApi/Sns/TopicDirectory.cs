namespace SesMailEngine.Server.AwsApi.Sns;

/// <summary>Finds topics and subscriptions by their ARNs.</summary>
internal sealed class TopicDirectory(IReadOnlyList<Topic> topics)
{
    private const string Missing = "TopicArn Reason: no value for required parameter";

    /// <summary>All topics, by ARN.</summary>
    public IReadOnlyList<Topic> Topics { get; } = [.. topics.OrderBy(topic => topic.Arn, StringComparer.Ordinal)];

    /// <summary>All subscriptions, by ARN.</summary>
    public IReadOnlyList<TopicSubscription> Subscriptions { get; } =
        [.. topics.SelectMany(topic => topic.Subscriptions).OrderBy(subscription => subscription.Arn, StringComparer.Ordinal)];

    /// <summary>The topic of an ARN.</summary>
    /// <param name="arn">The ARN as given; null when it is not.</param>
    /// <param name="missing">What to say when it is not.</param>
    public Topic Require(string? arn, string missing = Missing)
    {
        Check(arn ?? throw SnsErrors.InvalidParameter(missing), "TopicArn");
        return Topics.FirstOrDefault(topic => topic.Arn == arn) ?? throw SnsErrors.NoSuchTopic();
    }

    /// <summary>The subscription of an ARN.</summary>
    public TopicSubscription RequireSubscription(string? arn)
    {
        const string Parameter = "SubscriptionArn";
        Check(arn ?? throw SnsErrors.InvalidParameter(Parameter + " Reason: no value for required parameter"), Parameter);
        return Subscriptions.FirstOrDefault(subscription => subscription.Arn == arn) ?? throw SnsErrors.NoSuchSubscription();
    }

    private static void Check(string arn, string parameter)
    {
        if (!arn.StartsWith("arn:", StringComparison.Ordinal) || arn.Split(':') is not ["arn", _, "sns", _, _, _, ..])
            throw SnsErrors.InvalidParameter($"{parameter} Reason: An ARN of SNS must have at least 6 elements, arn:aws:sns:region:account:name");
    }
}
