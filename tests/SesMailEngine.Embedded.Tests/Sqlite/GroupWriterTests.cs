using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tests.Sqlite;

public sealed class GroupWriterTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _folder = new();
    private readonly Store _store;
    private readonly Statement _insert;

    public GroupWriterTests()
    {
        _store = Store.Open(_folder.Path);
        _store.Writer.Database.Execute("CREATE TABLE t (a INTEGER PRIMARY KEY)");
        _insert = _store.Writer.Database.Prepare("INSERT INTO t VALUES (?1)");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_item_that_fails_takes_nobody_with_it()
    {
        // Handed over before the writer starts, all three share one group.
        var first = InsertAsync(1);
        var failing = _store.Writer.RunAsync<bool>(
            () =>
            {
                _insert.Bind(1, 2).Run();
                throw new InvalidOperationException("after a write");
            }, null, None);
        var last = InsertAsync(3);

        _store.Writer.Start();

        await first;
        await last;
        (await Should.ThrowAsync<InvalidOperationException>(failing)).Message.ShouldBe("after a write");
        (await RowsAsync()).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task A_refused_statement_is_told_to_its_own_caller()
    {
        var first = InsertAsync(1);
        var second = InsertAsync(1);

        _store.Writer.Start();

        await first;
        (await Should.ThrowAsync<PortException>(second)).IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task A_full_disk_is_a_transient_error_that_says_so_and_writing_goes_on_afterwards()
    {
        // SQLite reports a file at its page limit as a full disk.
        _store.Writer.Database.Execute("PRAGMA max_page_count = 1");
        _store.Writer.Start();

        var error = await Should.ThrowAsync<PortException>(_store.Writer.RunAsync(
            () =>
            {
                for (var i = 0; i < 20_000; i++) _insert.Bind(1, i).Run();
                return true;
            }, null, None));
        await _store.Writer.RunAsync(
            () =>
            {
                _store.Writer.Database.Execute("PRAGMA max_page_count = 1000000");
                return true;
            }, null, None);
        await InsertAsync(7);

        error.IsTransient.ShouldBeTrue();
        error.Message.ShouldContain("disk is full");
        (await RowsAsync()).ShouldBe([7]);
    }

    [Fact]
    public async Task What_waits_at_the_end_is_still_written()
    {
        var waiting = Enumerable.Range(1, 500).Select(i => InsertAsync(i)).ToArray();
        _store.Writer.Start();

        await _store.Writer.DisposeAsync();

        (await Task.WhenAll(waiting)).ShouldAllBe(done => done);
    }

    [Fact]
    public async Task After_the_end_nothing_is_taken()
    {
        _store.Writer.Start();
        await _store.Writer.DisposeAsync();

        (await Should.ThrowAsync<PortException>(() => InsertAsync(1))).IsTransient.ShouldBeTrue();
    }

    private Task<bool> InsertAsync(long value) => _store.Writer.RunAsync(
        () =>
        {
            _insert.Bind(1, value).Run();
            return true;
        }, null, None);

    private Task<List<long>> RowsAsync() => _store.Readers.ReadAsync(
        static (reader, _) =>
        {
            var rows = new List<long>();
            var statement = reader.Prepare("SELECT a FROM t ORDER BY a");
            while (statement.Step()) rows.Add(statement.Long(0));
            return rows;
        }, 0, None);
}
