namespace SesMailEngine.Embedded.Sqlite;

/// <summary>
/// Keeps the write-ahead log short without holding up the writer: past a size, a second connection copies the log into the
/// data file while writing goes on; then the writer copies the little that came since, between two groups, so that the
/// log starts over. SQLite's own automatic checkpoint would do all of it inside somebody's commit.
/// </summary>
internal sealed class Checkpointer(string path)
{
    /// <summary>Pages of 4 KiB in the log at which it is copied: 64 MiB, which is also read in well under a second after a crash.</summary>
    private const int Threshold = 16_384;

    private int _writtenBefore;
    private volatile Task? _copying;

    /// <summary>
    /// Called before the writer starts: a process that is killed again and again before it wrote this much would otherwise leave a log
    /// that grows from one life to the next, and takes longer and longer to read.
    /// </summary>
    public void AtStart(Database writer)
    {
        const long PageBytes = 4096;
        if (new FileInfo(path + "-wal") is { Exists: true } log && log.Length >= Threshold * PageBytes) Copy(writer, truncate: true);
    }

    /// <summary>Called by the writer between groups.</summary>
    public void AfterGroup(Database writer)
    {
        if (_copying is { } copying)
        {
            if (!copying.IsCompleted) return;
            _copying = null;
            Copy(writer, truncate: false);
            _writtenBefore = writer.PagesWritten;
        }
        else if (writer.PagesWritten - _writtenBefore >= Threshold)
        {
            _copying = Task.Run(CopyBeside);
        }
    }

    /// <summary>Called by the writer at the end: leaves everything in the data file.</summary>
    public void Finish(Database writer)
    {
        _copying?.Wait();
        Copy(writer, truncate: true);
    }

    private void CopyBeside()
    {
        try
        {
            using var database = new Database(path, readOnly: false, cacheKilobytes: 256);
            Copy(database, truncate: false);
        }
        catch (DatabaseFailure)
        {
            // Nothing is lost: the log stays as it is, and the writer tries again at its next group.
        }
    }

    private static void Copy(Database database, bool truncate)
    {
        try
        {
            database.Checkpoint(truncate);
        }
        catch (DatabaseFailure)
        {
            // As above; a full disk or a damaged file shows itself in the next commit, with a caller to tell it to.
        }
    }
}
