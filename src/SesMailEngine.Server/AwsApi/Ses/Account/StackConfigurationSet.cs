using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Ses.Account;

/// <summary>The one configuration set there is: the stack's. TLS required, reputation metrics on, its events go to the feedback topic.</summary>
internal static class StackConfigurationSet
{
    /// <summary>The events it publishes, as version 2 names them.</summary>
    public static readonly IReadOnlyList<string> Events =
        ["SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "RENDERING_FAILURE", "DELIVERY_DELAY"];

    /// <summary>The same as version 1 names them; it has no word for a delayed delivery.</summary>
    public static readonly IReadOnlyList<string> QueryEvents =
        ["send", "reject", "bounce", "complaint", "delivery", "open", "renderingFailure"];

    /// <summary>The name of the destination of its events.</summary>
    public const string DestinationName = "SESFeedback";

    /// <summary>The ARN of the topic they go to.</summary>
    public static string TopicArn(ResourceNames names) => names.Arn("sns", names.FeedbackTopic);

    /// <summary>Refuses any other name.</summary>
    public static string Require(AwsRequest request, IReadOnlyList<string> sets, string name) =>
        sets.Contains(name) ? name : throw SesErrors.NoConfigurationSet(request, name);
}
