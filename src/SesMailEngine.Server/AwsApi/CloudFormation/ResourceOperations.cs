using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>DescribeStackResources, DescribeStackResource and ListStackResources
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResources.html).</summary>
internal sealed class ResourceOperations(StackView stack)
{
    private const int PageSize = 100;
    private const int MaxDescribed = 100;

    /// <summary>DescribeStackResources: those of the stack, or of the stack that a physical id belongs to.</summary>
    public Task DescribeAllAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "LogicalResourceId", "PhysicalResourceId");
        var physicalId = request.Form["PhysicalResourceId"];
        var byName = request.Form["StackName"] is not null;
        if (byName == physicalId is not null)
            throw CloudFormationErrors.Validation("Either a stack name or a physical resource id must be specified, and not both.");
        if (byName)
        {
            StackReference.Require(request, stack);
        }
        else if (stack.Resources.All(resource => resource.PhysicalIdAt(request.Endpoint) != physicalId))
        {
            throw CloudFormationErrors.Validation($"Stack for {(physicalId!.Length > 200 ? physicalId[..200] : physicalId)} does not exist");
        }
        var logicalId = request.Form["LogicalResourceId"];
        if (logicalId is not null) Require(logicalId);
        var found = stack.Resources.Where(resource => logicalId is null || resource.LogicalId == logicalId).Take(MaxDescribed);
        return request.WriteQueryResultAsync(
            (found, stack, request.Endpoint),
            static (xml, s) => xml.List("StackResources", s.found, (xml, resource) =>
                Write(xml.Element("StackName", s.stack.Names.Stack).Element("StackId", s.stack.Id), s.stack, resource, s.Endpoint, "Timestamp")),
            cancellationToken);
    }

    /// <summary>DescribeStackResource.</summary>
    public Task DescribeAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "LogicalResourceId");
        StackReference.Require(request, stack);
        var resource = Require(request.Form["LogicalResourceId"] ?? throw CloudFormationErrors.Missing("logicalResourceId"));
        return request.WriteQueryResultAsync(
            (resource, stack, request.Endpoint),
            static (xml, s) =>
            {
                xml.Start("StackResourceDetail").Element("StackName", s.stack.Names.Stack).Element("StackId", s.stack.Id);
                Write(xml, s.stack, s.resource, s.Endpoint, "LastUpdatedTimestamp");
                xml.End();
            },
            cancellationToken);
    }

    /// <summary>ListStackResources.</summary>
    public Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "NextToken");
        StackReference.Require(request, stack);
        var page = Paging.Cut(stack.Resources, resource => resource.LogicalId, request.Form["NextToken"], PageSize)
            ?? throw CloudFormationErrors.InvalidToken();
        return request.WriteQueryResultAsync(
            (page, stack, request.Endpoint),
            static (xml, s) => xml
                .List("StackResourceSummaries", s.page.Items, (xml, resource) =>
                    Write(xml, s.stack, resource, s.Endpoint, "LastUpdatedTimestamp"))
                .Element("NextToken", s.page.Next),
            cancellationToken);
    }

    private StackResource Require(string logicalId) =>
        stack.Resources.FirstOrDefault(resource => resource.LogicalId == logicalId)
        ?? throw CloudFormationErrors.NoSuchResource(logicalId, stack.Names.Stack);

    private static void Write(XmlOutput xml, StackView stack, StackResource resource, string endpoint, string timeName)
    {
        var (status, at) = stack.StateOf(resource);
        xml.Element("LogicalResourceId", resource.LogicalId)
            .Element("PhysicalResourceId", resource.PhysicalIdAt(endpoint))
            .Element("ResourceType", resource.Type)
            .Time(timeName, at)
            .Element("ResourceStatus", status)
            .Drift("StackResourceDriftStatus");
    }
}
