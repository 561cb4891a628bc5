namespace SesMailEngine.Embedded.History;

/// <summary>What a data folder knows of its stack's life.</summary>
/// <param name="Id">The stack's id, drawn once.</param>
/// <param name="CreatedAt">When its queues were made, which is when the folder was.</param>
/// <param name="Changes">The settings it was made with, then each change, the oldest first; never empty.</param>
public sealed record StackHistory(Guid Id, DateTimeOffset CreatedAt, IReadOnlyList<StackChange> Changes)
{
    /// <summary>When its settings last changed; when it was made, if they never did.</summary>
    public DateTimeOffset LastChangedAt => Changes.Count > 1 ? Changes[^1].At : CreatedAt;
}
