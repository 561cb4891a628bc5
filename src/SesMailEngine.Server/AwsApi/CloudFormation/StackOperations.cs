using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.CloudFormation.Templates;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>DescribeStacks and ListStacks
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html).</summary>
internal sealed class StackOperations(StackBook book, HostStack own)
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

    /// <summary>DescribeStacks: the one named, or all that are not deleted.</summary>
    public Task DescribeAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "NextToken");
        var page = Page(request, StackReference.Of(request.Form) is not null ? [StackReference.Require(request, book)] : [.. book.All.Where(stack => !stack.IsDeleted)]);
        return request.WriteQueryResultAsync(
            (page, this, request.Endpoint),
            static (xml, s) => xml
                .List("Stacks", s.page.Items, (xml, stack) => s.Item2.Write(xml, stack, s.Endpoint))
                .Element("NextToken", s.page.Next),
            cancellationToken);
    }

    /// <summary>ListStacks: all, deleted ones too, or those of the statuses asked for.</summary>
    public Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackStatusFilter", "NextToken");
        var wanted = request.Form.List("StackStatusFilter.member");
        if (wanted.Find(status => !Statuses.Contains(status, StringComparer.Ordinal)) is { } unknown)
        {
            throw CloudFormationErrors.Constraint(
                $"'{unknown}'", "stackStatusFilter", $"Member must satisfy enum value set: [{string.Join(", ", Statuses)}]");
        }
        var page = Page(request, [.. book.All.Where(stack => wanted.Count == 0 || wanted.Contains(stack.Status))]);
        return request.WriteQueryResultAsync(
            page,
            static (xml, page) => xml
                .List("StackSummaries", page.Items, static (xml, stack) => xml
                    .Element("StackId", stack.Id)
                    .Element("StackName", stack.Name)
                    .Element("TemplateDescription", stack.Description)
                    .Time("CreationTime", stack.CreatedAt)
                    .Time("LastUpdatedTime", stack.UpdatedAt)
                    .Time("DeletionTime", stack.DeletedAt)
                    .Element("StackStatus", stack.Status)
                    .Element("StackStatusReason", stack.Reason)
                    .Drift("StackDriftStatus"))
                .Element("NextToken", page.Next),
            cancellationToken);
    }

    private static (IReadOnlyList<StackRecord> Items, string? Next) Page(AwsRequest request, IReadOnlyList<StackRecord> all) =>
        Paging.Cut(all, stack => stack.Id, request.Form["NextToken"], PageSize) ?? throw CloudFormationErrors.InvalidToken();

    private void Write(XmlOutput xml, StackRecord stack, string endpoint) => xml
        .Element("StackId", stack.Id)
        .Element("StackName", stack.Name)
        .Element("Description", stack.Description)
        .List("Parameters", stack.Parameters, (xml, parameter) => xml
            .Element("ParameterKey", parameter.Key).Element("ParameterValue", parameter.Value))
        .Time("CreationTime", stack.CreatedAt)
        .Time("LastUpdatedTime", stack.UpdatedAt)
        .Time("DeletionTime", stack.DeletedAt)
        .Start("RollbackConfiguration").End()
        .Element("StackStatus", stack.Status)
        .Element("StackStatusReason", stack.Reason)
        .Element("DisableRollback", stack.KeepsFailures)
        .Start("NotificationARNs").End()
        .List("Capabilities", stack.Capabilities, static (xml, capability) => xml.Text(capability))
        .List("Outputs", Outputs(stack, endpoint), static (xml, output) => xml
            .Element("OutputKey", output.Key)
            .Element("OutputValue", output.Value)
            .Element("Description", output.Description is { Length: > 0 } text ? text : null))
        .List("Tags", stack.Tags, static (xml, tag) => xml.Element("Key", tag.Key).Element("Value", tag.Value))
        .Element("EnableTerminationProtection", stack.IsProtected)
        .Drift("StackDriftStatus");

    // Of a stack that is whole: what its template says, worked out for the endpoint asked.
    private IReadOnlyList<StackOutput> Outputs(StackRecord stack, string endpoint)
    {
        if (stack.Template is null || stack.Status is "ROLLBACK_COMPLETE" or "CREATE_FAILED" or "CREATE_IN_PROGRESS" or "ROLLBACK_IN_PROGRESS") return [];
        try
        {
            var values = stack.Parameters.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
            return [.. new TemplateEvaluation(StackTemplate.Read(stack.Template), values, own.ScopeAt(endpoint)).Outputs().Select(output => Here(output, endpoint))];
        }
        catch (TemplateException)
        {
            // It was worked out when it was deployed; a file written by another version may hold what this one cannot read.
            return [];
        }
    }

    // A command for people works against this host only with its address.
    private static StackOutput Here(StackOutput output, string endpoint) => output.Value.StartsWith("aws lambda invoke ", StringComparison.Ordinal)
        ? output with { Value = output.Value.Replace(" /dev/stdout", $" --endpoint-url {endpoint} /dev/stdout", StringComparison.Ordinal) } : output;
}
