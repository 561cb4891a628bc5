using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>DescribeStackResources, DescribeStackResource and ListStackResources
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResources.html).</summary>
internal sealed class ResourceOperations(StackBook book)
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
        var stack = byName ? StackReference.Require(request, book)
            : book.All.FirstOrDefault(one => !one.IsDeleted && one.Resources.Any(resource => resource.PhysicalIdAt(request.Endpoint) == physicalId))
                ?? throw CloudFormationErrors.Validation($"Stack for {(physicalId!.Length > 200 ? physicalId[..200] : physicalId)} does not exist");
        var logicalId = request.Form["LogicalResourceId"];
        if (logicalId is not null) Require(stack, logicalId);
        var found = stack.Resources.Where(resource => logicalId is null || resource.LogicalId == logicalId).Take(MaxDescribed);
        return request.WriteQueryResultAsync(
            (found, stack, request.Endpoint),
            static (xml, s) => xml.List("StackResources", s.found, (xml, resource) =>
                Write(xml.Element("StackName", s.stack.Name).Element("StackId", s.stack.Id), resource, s.Endpoint, "Timestamp")),
            cancellationToken);
    }

    /// <summary>DescribeStackResource.</summary>
    public Task DescribeAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "LogicalResourceId");
        var stack = StackReference.Require(request, book);
        var resource = Require(stack, request.Form["LogicalResourceId"] ?? throw CloudFormationErrors.Missing("logicalResourceId"));
        return request.WriteQueryResultAsync(
            (resource, stack, request.Endpoint),
            static (xml, s) =>
            {
                xml.Start("StackResourceDetail").Element("StackName", s.stack.Name).Element("StackId", s.stack.Id);
                Write(xml, s.resource, s.Endpoint, "LastUpdatedTimestamp");
                xml.End();
            },
            cancellationToken);
    }

    /// <summary>ListStackResources.</summary>
    public Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "NextToken");
        var stack = StackReference.Require(request, book);
        var page = Paging.Cut(stack.Resources, resource => resource.LogicalId, request.Form["NextToken"], PageSize)
            ?? throw CloudFormationErrors.InvalidToken();
        return request.WriteQueryResultAsync(
            (page, stack, request.Endpoint),
            static (xml, s) => xml
                .List("StackResourceSummaries", s.page.Items, (xml, resource) =>
                    Write(xml, resource, s.Endpoint, "LastUpdatedTimestamp"))
                .Element("NextToken", s.page.Next),
            cancellationToken);
    }

    private static MadeResource Require(StackRecord stack, string logicalId) =>
        stack.Find(logicalId) ?? throw CloudFormationErrors.NoSuchResource(logicalId, stack.Name);

    private static void Write(XmlOutput xml, MadeResource resource, string endpoint, string timeName) =>
        xml.Element("LogicalResourceId", resource.LogicalId)
            .Element("PhysicalResourceId", resource.PhysicalIdAt(endpoint) is { Length: > 0 } id ? id : null)
            .Element("ResourceType", resource.Type)
            .Time(timeName, resource.At)
            .Element("ResourceStatus", resource.Status)
            .Element("ResourceStatusReason", resource.Reason)
            .Drift("StackResourceDriftStatus");
}
