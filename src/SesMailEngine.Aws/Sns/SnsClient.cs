using System.Text;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.Sns;

/// <summary>The Simple Notification Service, as far as publishing (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html).</summary>
public sealed class SnsClient(AwsClient client)
{
    /// <summary>Publishes a message, at most 256 KiB, to a topic.</summary>
    /// <exception cref="AwsServiceException">There is no such topic, or it does not take the message.</exception>
    public Task PublishAsync(string topicArn, string message, CancellationToken cancellationToken) => client.SendAsync(
        HttpMethod.Post, "sns", "/",
        Encoding.ASCII.GetBytes($"Action=Publish&Version=2010-03-31&TopicArn={Uri.EscapeDataString(topicArn)}&Message={Uri.EscapeDataString(message)}"),
        "application/x-www-form-urlencoded; charset=utf-8", [], cancellationToken);
}
