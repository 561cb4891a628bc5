using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>DescribeStackEvents
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html).</summary>
internal static class EventOperations
{
    // CloudFormation leaves the size to itself; this is what it gives in practice.
    private const int PageSize = 100;

    /// <summary>The stack's events, the newest first.</summary>
    public static Task DescribeAsync(AwsRequest request, StackBook book, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "NextToken");
        var name = StackReference.RequireName(request.Form);
        var stack = book.Find(name) ?? throw CloudFormationErrors.NoSuchStackWithEvents(name);
        var page = Paging.Cut([.. stack.Steps.Reverse()], step => step.Id, request.Form["NextToken"], PageSize)
            ?? throw CloudFormationErrors.InvalidToken();
        return request.WriteQueryResultAsync(
            (page, stack, request.Endpoint),
            static (xml, s) => xml
                .List("StackEvents", s.page.Items, (xml, step) => xml
                    .Element("StackId", s.stack.Id)
                    .Element("EventId", step.Id)
                    .Element("StackName", s.stack.Name)
                    .Element("LogicalResourceId", step.LogicalId)
                    .Element("PhysicalResourceId", step.PhysicalIdAt(s.Endpoint) is { Length: > 0 } id ? id : null)
                    .Element("ResourceType", step.Type)
                    .Time("Timestamp", step.At)
                    .Element("ResourceStatus", step.Status)
                    .Element("ResourceStatusReason", step.Reason)
                    .Element("ClientRequestToken", step.Token))
                .Element("NextToken", s.page.Next),
            cancellationToken);
    }
}
