using SesMailEngine.Server.AwsApi.CloudFormation.Changes;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>AWS CloudFormation (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html) for the one stack this host
/// can have: the engine.</summary>
internal sealed class CloudFormationService : IAwsService
{
    private readonly StackBook _book;
    private readonly StackOperations _stacks;
    private readonly ResourceOperations _resources;
    private readonly TemplateOperations _templates;
    private readonly ChangeSetOperations _changeSets;
    private readonly StackChangeOperations _changes;

    /// <summary>Makes the service.</summary>
    /// <param name="book">The stacks.</param>
    /// <param name="own">What this host can make.</param>
    /// <param name="planner">Works changes out.</param>
    /// <param name="work">Carries them out.</param>
    public CloudFormationService(StackBook book, HostStack own, ChangePlanner planner, StackWork work)
    {
        _book = book;
        _stacks = new StackOperations(book, own);
        _resources = new ResourceOperations(book);
        _templates = new TemplateOperations(book);
        _changeSets = new ChangeSetOperations(book, planner, work);
        _changes = new StackChangeOperations(book, planner, work);
    }

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
            "DescribeStackEvents" => EventOperations.DescribeAsync(request, _book, cancellationToken),
            "DescribeStackResources" => _resources.DescribeAllAsync(request, cancellationToken),
            "DescribeStackResource" => _resources.DescribeAsync(request, cancellationToken),
            "ListStackResources" => _resources.ListAsync(request, cancellationToken),
            "GetTemplate" => _templates.GetAsync(request, cancellationToken),
            "GetTemplateSummary" => _templates.SummaryAsync(request, cancellationToken),
            "ValidateTemplate" => TemplateOperations.ValidateAsync(request, cancellationToken),
            "CreateChangeSet" => _changeSets.CreateAsync(request, cancellationToken),
            "DescribeChangeSet" => _changeSets.DescribeAsync(request, cancellationToken),
            "ListChangeSets" => _changeSets.ListAsync(request, cancellationToken),
            "ExecuteChangeSet" => _changeSets.ExecuteAsync(request, cancellationToken),
            "DeleteChangeSet" => _changeSets.DeleteAsync(request, cancellationToken),
            "CreateStack" => _changes.CreateAsync(request, cancellationToken),
            "UpdateStack" => _changes.UpdateAsync(request, cancellationToken),
            "DeleteStack" => _changes.DeleteAsync(request, cancellationToken),
            "UpdateTerminationProtection" => _changes.ProtectAsync(request, cancellationToken),
            _ => throw request.UnknownOperation(),
        };
}
