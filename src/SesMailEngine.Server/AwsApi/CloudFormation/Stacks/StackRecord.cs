namespace SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

/// <summary>A stack, as it is and as it came to be.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Status">For example <c>CREATE_COMPLETE</c>.</param>
internal sealed record StackRecord(string Id, string Name, DateTimeOffset CreatedAt, string Status)
{
    /// <summary>The most events kept: the newest.</summary>
    public const int MaxSteps = 2000;

    /// <summary>Why it is in its status; null for the usual.</summary>
    public string? Reason { get; init; }

    /// <summary>When it last changed; null when it never did.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When it was deleted; null while it is not.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The template as it was sent; null while it was only begun.</summary>
    public string? Template { get; init; }

    /// <summary>The template's description.</summary>
    public string? Description { get; init; }

    /// <summary>Its parameters with their values.</summary>
    public IReadOnlyList<KeyedValue> Parameters { get; init; } = [];

    /// <summary>Its tags.</summary>
    public IReadOnlyList<KeyedValue> Tags { get; init; } = [];

    /// <summary>What the client agreed to.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>True when it cannot be deleted.</summary>
    public bool IsProtected { get; init; }

    /// <summary>True when a client has deployed it: its parameters then hold at later starts of the host, too.</summary>
    public bool IsDeployed { get; init; }

    /// <summary>True when a creation that fails is not taken back.</summary>
    public bool KeepsFailures { get; init; }

    /// <summary>Its resources, in the order they were made.</summary>
    public IReadOnlyList<MadeResource> Resources { get; init; } = [];

    /// <summary>Its events, the oldest first.</summary>
    public IReadOnlyList<StackStep> Steps { get; init; } = [];

    /// <summary>True while it is being changed.</summary>
    public bool IsMoving => Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) && Status != Begun;

    /// <summary>True when it is gone.</summary>
    public bool IsDeleted => Status == Deleted;

    /// <summary>True when it was only begun: it has a change set and no resources.</summary>
    public bool IsBegun => Status == Begun;

    /// <summary>The status of a stack that was only begun.</summary>
    public const string Begun = "REVIEW_IN_PROGRESS";

    /// <summary>The status of a stack that is gone.</summary>
    public const string Deleted = "DELETE_COMPLETE";

    /// <summary>The resource of a logical id; null for none.</summary>
    public MadeResource? Find(string logicalId) => Resources.FirstOrDefault(resource => resource.LogicalId == logicalId);
}
