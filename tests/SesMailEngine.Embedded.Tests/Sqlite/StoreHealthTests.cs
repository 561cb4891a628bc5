using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tests.Sqlite;

public sealed class StoreHealthTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly List<string> _told = [];
    private readonly Store _store;
    private readonly Statement _insert;

    public StoreHealthTests()
    {
        _store = Store.Open(_folder.Path, _told.Add);
        _store.Writer.Database.Execute("CREATE TABLE t (a BLOB)");
        _insert = _store.Writer.Database.Prepare("INSERT INTO t VALUES (zeroblob(?1))");
        _store.Writer.Start();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_full_disk_is_told_once_and_so_is_its_end()
    {
        await LimitPagesAsync(1);
        for (var i = 0; i < 3; i++) (await Should.ThrowAsync<PortException>(() => InsertAsync(100_000))).ErrorName.ShouldBe("DiskFull");

        _store.Health.Failures.ShouldBe(3);
        _store.Health.IsInTrouble.ShouldBeTrue();

        await LimitPagesAsync(1_000_000);
        await InsertAsync(100_000);

        _store.Health.IsInTrouble.ShouldBeFalse();
        _told.Count.ShouldBe(2);
        _told[0].ShouldContain("disk is full");
        _told[1].ShouldContain("can be written again");
    }

    [Fact]
    public async Task A_statement_that_is_wrong_is_nobodys_trouble()
    {
        await Should.ThrowAsync<PortException>(() => _store.Writer.RunAsync(
            () =>
            {
                _store.Writer.Database.Execute("INSERT INTO nowhere VALUES (1)");
                return true;
            }, null, default));

        _store.Health.Failures.ShouldBe(0);
        _told.ShouldBeEmpty();
    }

    // On the writer's thread, between groups: SQLite then behaves as on a disk with no more room.
    private Task<bool> LimitPagesAsync(int pages) => _store.Writer.RunAsync(
        () =>
        {
            _store.Writer.Database.Number($"PRAGMA max_page_count = {pages}");
            return true;
        }, null, default);

    private Task<bool> InsertAsync(int bytes) => _store.Writer.RunAsync(
        () =>
        {
            _insert.Bind(1, (long)bytes).Run();
            return true;
        }, null, default);
}
