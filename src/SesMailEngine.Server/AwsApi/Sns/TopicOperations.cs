using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sns;

/// <summary>The operations that show topics and subscriptions.</summary>
internal sealed class TopicOperations(ResourceNames names, TopicDirectory topics, Func<string, string?>? policyOf = null)
{
    private const int PageSize = 100;

    /// <summary>ListTopics.</summary>
    public Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("NextToken");
        return request.WriteQueryResultAsync(
            Page(request, topics.Topics, topic => topic.Arn),
            static (xml, page) => xml
                .List("Topics", page.Items, static (xml, topic) => xml.Element("TopicArn", topic.Arn))
                .Element("NextToken", page.Next),
            cancellationToken);
    }

    /// <summary>ListSubscriptions.</summary>
    public Task ListSubscriptionsAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("NextToken");
        return WriteSubscriptionsAsync(request, topics.Subscriptions, cancellationToken);
    }

    /// <summary>ListSubscriptionsByTopic.</summary>
    public Task ListSubscriptionsByTopicAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("TopicArn", "NextToken");
        return WriteSubscriptionsAsync(request, topics.Require(request.Form["TopicArn"]).Subscriptions, cancellationToken);
    }

    /// <summary>GetTopicAttributes.</summary>
    public Task GetAttributesAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("TopicArn");
        var topic = topics.Require(request.Form["TopicArn"]);
        return WriteAttributesAsync(
            request,
            [
                new("TopicArn", topic.Arn),
                new("Owner", names.AccountId),
                new("DisplayName", ""),
                new("SubscriptionsConfirmed", topic.Subscriptions.Count.ToString(CultureInfo.InvariantCulture)),
                new("SubscriptionsPending", "0"),
                new("SubscriptionsDeleted", "0"),
                .. policyOf?.Invoke(topic.Arn) is { } policy ? [new("Policy", policy)] : Array.Empty<KeyValuePair<string, string>>(),
            ],
            cancellationToken);
    }

    /// <summary>GetSubscriptionAttributes.</summary>
    public Task GetSubscriptionAttributesAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("SubscriptionArn");
        var subscription = topics.RequireSubscription(request.Form["SubscriptionArn"]);
        return WriteAttributesAsync(
            request,
            [
                new("SubscriptionArn", subscription.Arn),
                new("TopicArn", subscription.TopicArn),
                new("Owner", names.AccountId),
                new("Protocol", subscription.Protocol),
                new("Endpoint", subscription.Endpoint),
                new("RawMessageDelivery", "false"),
                new("PendingConfirmation", "false"),
                new("ConfirmationWasAuthenticated", "true"),
            ],
            cancellationToken);
    }

    private Task WriteSubscriptionsAsync(
        AwsRequest request, IReadOnlyList<TopicSubscription> subscriptions, CancellationToken cancellationToken) =>
        request.WriteQueryResultAsync(
            (Page: Page(request, subscriptions, subscription => subscription.Arn), names.AccountId),
            static (xml, s) => xml
                .List("Subscriptions", s.Page.Items, (xml, subscription) => xml
                    .Element("SubscriptionArn", subscription.Arn)
                    .Element("Owner", s.AccountId)
                    .Element("Protocol", subscription.Protocol)
                    .Element("Endpoint", subscription.Endpoint)
                    .Element("TopicArn", subscription.TopicArn))
                .Element("NextToken", s.Page.Next),
            cancellationToken);

    private static Task WriteAttributesAsync(
        AwsRequest request, IReadOnlyList<KeyValuePair<string, string>> attributes, CancellationToken cancellationToken) =>
        request.WriteQueryResultAsync(
            attributes,
            static (xml, attributes) =>
            {
                xml.Start("Attributes");
                foreach (var (key, value) in attributes) xml.Start("entry").Element("key", key).Element("value", value).End();
                xml.End();
            },
            cancellationToken);

    private static (IReadOnlyList<T> Items, string? Next) Page<T>(AwsRequest request, IReadOnlyList<T> all, Func<T, string> keyOf) =>
        Paging.Cut(all, keyOf, request.Form["NextToken"], PageSize) ?? throw SnsErrors.InvalidParameter("NextToken");
}
