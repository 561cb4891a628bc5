using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sns;

/// <summary>Publish (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html), to topics; nobody here has a telephone.</summary>
internal sealed class PublishOperation(TopicDirectory topics, RequestIdSource ids)
{
    /// <summary>Publishes a message and answers with its id.</summary>
    public async Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var form = request.Form;
        form.RequireKnown(["TopicArn", "TargetArn", .. PublishInput.Members]);
        if (form["TopicArn"] is not null && form["TargetArn"] is not null)
            throw SnsErrors.InvalidParameter("TopicArn or TargetArn Reason: only one of them may be given");
        var topic = topics.Require(form["TopicArn"] ?? form["TargetArn"], "TopicArn or TargetArn Reason: no value for required parameter");
        var (message, _) = PublishInput.Read(form, "", ids.Next());
        await topic.Deliver(message, cancellationToken);
        await request.WriteQueryResultAsync(message.Id, static (xml, id) => xml.Element("MessageId", id), cancellationToken);
    }
}
