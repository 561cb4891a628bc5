using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>DescribeStacks and ListStacks
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html).</summary>
internal sealed class StackOperations(StackView stack)
{
    private const int PageSize = 100;

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSummary.html
    private static readonly string[] Statuses =
    [
        "CREATE_IN_PROGRESS", "CREATE_FAILED", "CREATE_COMPLETE", "ROLLBACK_IN_PROGRESS", "ROLLBACK_FAILED", "ROLLBACK_COMPLETE",
        "DELETE_IN_PROGRESS", "DELETE_FAILED", "DELETE_COMPLETE", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_COMPLETE", "UPDATE_FAILED", "UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_FAILED",
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS", "IMPORT_IN_PROGRESS",
        "IMPORT_COMPLETE", "IMPORT_ROLLBACK_IN_PROGRESS", "IMPORT_ROLLBACK_FAILED", "IMPORT_ROLLBACK_COMPLETE",
    ];

    /// <summary>DescribeStacks: the one named, or all there are, which is this one.</summary>
    public Task DescribeAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "NextToken");
        if (StackReference.Of(request.Form) is not null) StackReference.Require(request, stack);
        var page = Page(request, [stack]);
        return request.WriteQueryResultAsync(
            (page, request.Endpoint),
            static (xml, s) => xml
                .List("Stacks", s.page.Items, (xml, stack) => Write(xml, stack, s.Endpoint))
                .Element("NextToken", s.page.Next),
            cancellationToken);
    }

    /// <summary>ListStacks: this one, unless its status was not asked for.</summary>
    public Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackStatusFilter", "NextToken");
        var wanted = request.Form.List("StackStatusFilter.member");
        if (wanted.Find(status => !Statuses.Contains(status, StringComparer.Ordinal)) is { } unknown)
        {
            throw CloudFormationErrors.Constraint(
                $"'{unknown}'", "stackStatusFilter", $"Member must satisfy enum value set: [{string.Join(", ", Statuses)}]");
        }
        var page = Page(request, wanted.Count == 0 || wanted.Contains(stack.Status) ? [stack] : []);
        return request.WriteQueryResultAsync(
            page,
            static (xml, page) => xml
                .List("StackSummaries", page.Items, static (xml, stack) => xml
                    .Element("StackId", stack.Id)
                    .Element("StackName", stack.Names.Stack)
                    .Element("TemplateDescription", StackView.Description)
                    .Time("CreationTime", stack.History.CreatedAt)
                    .Time("LastUpdatedTime", stack.UpdatedAt)
                    .Element("StackStatus", stack.Status)
                    .Drift("StackDriftStatus"))
                .Element("NextToken", page.Next),
            cancellationToken);
    }

    private static (IReadOnlyList<StackView> Items, string? Next) Page(AwsRequest request, IReadOnlyList<StackView> stacks) =>
        Paging.Cut(stacks, stack => stack.Id, request.Form["NextToken"], PageSize) ?? throw CloudFormationErrors.InvalidToken();

    private static void Write(XmlOutput xml, StackView stack, string endpoint) => xml
        .Element("StackId", stack.Id)
        .Element("StackName", stack.Names.Stack)
        .Element("Description", StackView.Description)
        .List("Parameters", stack.Parameters, static (xml, parameter) =>
            xml.Element("ParameterKey", parameter.Key).Element("ParameterValue", parameter.Value))
        .Time("CreationTime", stack.History.CreatedAt)
        .Time("LastUpdatedTime", stack.UpdatedAt)
        .Start("RollbackConfiguration").End()
        .Element("StackStatus", stack.Status)
        .Element("DisableRollback", false)
        .Start("NotificationARNs").End()
        .List("Capabilities", ["CAPABILITY_NAMED_IAM"], static (xml, capability) => xml.Text(capability))
        .List("Outputs", StackOutputs.Of(stack.Names, endpoint), static (xml, output) => xml
            .Element("OutputKey", output.Key)
            .Element("OutputValue", output.Value)
            .Element("Description", output.Description))
        .List("Tags", stack.Tags, static (xml, tag) => xml.Element("Key", tag.Key).Element("Value", tag.Value))
        .Element("EnableTerminationProtection", false)
        .Drift("StackDriftStatus");
}
