using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>
/// Queue URLs: <c>http://HOST:PORT/ACCOUNT/NAME</c> with the host the client called, so that the URL works where the client is.
/// Only the last two segments are read, because clients keep URLs of other host names for the same place.
/// </summary>
internal sealed class QueueUrls(ResourceNames names, IQueues queues)
{
    /// <summary>The URL of a queue for this client.</summary>
    public string UrlOf(AwsRequest request, string queue) => UrlOf(request.Endpoint, names, queue);

    /// <summary>The URL of a queue below an endpoint.</summary>
    public static string UrlOf(string endpoint, ResourceNames names, string queue) => $"{endpoint}/{names.AccountId}/{queue}";

    /// <summary>The queue a call is about: from <c>QueueUrl</c>, else from the path it was posted to.</summary>
    public QueueDefinition Require(SqsCall call)
    {
        var url = call.Input.Text("QueueUrl");
        if (string.IsNullOrEmpty(url))
        {
            if (call.Request.RawPath.Length < 2) throw SqsErrors.Missing("QueueUrl");
            url = call.Request.RawPath;
        }
        return Find(url) ?? throw SqsErrors.NoSuchQueue();
    }

    /// <summary>The queue of an ARN of this account and region; null when there is none.</summary>
    public QueueDefinition? ByArn(string arn)
    {
        var prefix = names.Arn("sqs", "");
        return arn.StartsWith(prefix, StringComparison.Ordinal) ? queues.Find(arn[prefix.Length..]) : null;
    }

    /// <summary>The ARN of a queue.</summary>
    public string ArnOf(string queue) => names.Arn("sqs", queue);

    private QueueDefinition? Find(string url)
    {
        var slash = url.LastIndexOf('/');
        if (slash < 0) return queues.Find(url);
        var owner = url.AsSpan(0, slash);
        return owner[(owner.LastIndexOf('/') + 1)..].SequenceEqual(names.AccountId) ? queues.Find(url[(slash + 1)..]) : null;
    }
}
