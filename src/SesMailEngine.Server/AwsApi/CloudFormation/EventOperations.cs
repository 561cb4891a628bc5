using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>DescribeStackEvents
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html).</summary>
internal static class EventOperations
{
    // CloudFormation leaves the size to itself; this is what it gives in practice.
    private const int PageSize = 100;

    /// <summary>The stack's events, the newest first.</summary>
    public static Task DescribeAsync(AwsRequest request, StackView stack, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "NextToken");
        var name = StackReference.Of(request.Form) ?? throw CloudFormationErrors.Missing("stackName");
        if (!StackReference.Is(stack, name)) throw CloudFormationErrors.NoSuchStackWithEvents(name);
        var page = Paging.Cut(stack.Events, step => step.Id, request.Form["NextToken"], PageSize)
            ?? throw CloudFormationErrors.InvalidToken();
        return request.WriteQueryResultAsync(
            (page, stack, request.Endpoint),
            static (xml, s) => xml
                .List("StackEvents", s.page.Items, (xml, step) => xml
                    .Element("StackId", s.stack.Id)
                    .Element("EventId", step.Id)
                    .Element("StackName", s.stack.Names.Stack)
                    .Element("LogicalResourceId", step.Resource?.LogicalId ?? s.stack.Names.Stack)
                    .Element("PhysicalResourceId", step.Resource?.PhysicalIdAt(s.Endpoint) ?? s.stack.Id)
                    .Element("ResourceType", step.Resource?.Type ?? "AWS::CloudFormation::Stack")
                    .Time("Timestamp", step.At)
                    .Element("ResourceStatus", step.Status)
                    .Element("ResourceStatusReason", step.Reason))
                .Element("NextToken", s.page.Next),
            cancellationToken);
    }
}
