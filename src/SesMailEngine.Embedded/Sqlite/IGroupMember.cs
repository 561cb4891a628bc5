namespace SesMailEngine.Embedded.Sqlite;

/// <summary>
/// Something in memory that follows the data file: it gathers what the items of a group change and writes it once.
/// All calls come from the writer's thread.
/// </summary>
internal interface IGroupMember
{
    /// <summary>Writes what the group's items left to be written. May run again after <see cref="RolledBack"/>.</summary>
    void BeforeCommit();

    /// <summary>The group is on disk: what it changed may now be seen by everyone.</summary>
    void Committed();

    /// <summary>The group was undone: forget what it changed.</summary>
    void RolledBack();
}
