using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>AWS CloudFormation (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html), as far as looking at the
/// running stack.</summary>
/// <param name="stack">The stack.</param>
internal sealed class CloudFormationService(StackView stack) : IAwsService
{
    private readonly StackOperations _stacks = new(stack);
    private readonly ResourceOperations _resources = new(stack);

    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new("cloudformation")
    {
        QueryVersion = "2010-05-15",
        XmlNamespace = "http://cloudformation.amazonaws.com/doc/2010-05-15/",
    };

    /// <inheritdoc/>
    public Task HandleAsync(AwsRequest request, CancellationToken cancellationToken) =>
        (request.Protocol == AwsProtocol.Query ? request.Operation : null) switch
        {
            "DescribeStacks" => _stacks.DescribeAsync(request, cancellationToken),
            "ListStacks" => _stacks.ListAsync(request, cancellationToken),
            "DescribeStackEvents" => EventOperations.DescribeAsync(request, stack, cancellationToken),
            "DescribeStackResources" => _resources.DescribeAllAsync(request, cancellationToken),
            "DescribeStackResource" => _resources.DescribeAsync(request, cancellationToken),
            "ListStackResources" => _resources.ListAsync(request, cancellationToken),
            _ => throw request.UnknownOperation(),
        };
}
