using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tests.Sqlite;

public sealed class CheckpointerTests
{
    private const long LogLimit = 64L << 20;

    [Fact]
    public async Task A_long_log_that_a_killed_process_left_is_copied_at_the_start()
    {
        using var dead = new TestFolder();
        using var next = new TestFolder();
        using (var database = Store.Open(dead.Path).Writer.Database)
        {
            database.Execute("CREATE TABLE t (a BLOB)");
            database.Execute("INSERT INTO t VALUES (zeroblob(70000000))");
            // What the disk holds when the process is killed now.
            foreach (var file in Directory.GetFiles(dead.Path, "sesmailengine.db*")) File.Copy(file, Path.Combine(next.Path, Path.GetFileName(file)));
        }
        var log = new FileInfo(Path.Combine(next.Path, Store.FileName + "-wal"));
        log.Length.ShouldBeGreaterThan(LogLimit);

        await using var store = Store.Open(next.Path);

        log.Refresh();
        log.Length.ShouldBeLessThan(LogLimit);
        store.Writer.Database.Number("SELECT length(a) FROM t").ShouldBe(70_000_000);
    }
}
