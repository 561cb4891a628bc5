namespace SesMailEngine.Embedded.Sqlite;

/// <summary>
/// One piece of work for the writer. <see cref="Run"/> may be called again when its group had to be undone because of
/// another item, so it must change nothing in memory but through an <see cref="IGroupMember"/>; what others may see only
/// once it is on disk belongs in <see cref="Committed"/>.
/// </summary>
internal abstract class WriteItem
{
    /// <summary>Does the work inside the group's transaction.</summary>
    public abstract void Run();

    /// <summary>The work is on disk.</summary>
    public virtual void Committed()
    {
    }

    /// <summary>Ends the caller's wait. Called once, after <see cref="Committed"/>.</summary>
    public abstract void Complete();

    /// <summary>Ends the caller's wait with an error: nothing of this item is on disk.</summary>
    public abstract void Fail(Exception error);
}
