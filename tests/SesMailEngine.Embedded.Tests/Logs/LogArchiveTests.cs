using System.Text;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.LogPatterns;
using SesMailEngine.Embedded.Logs;

namespace SesMailEngine.Embedded.Tests.Logs;

public sealed class LogArchiveTests : IAsyncLifetime
{
    private const string Function = "s-EmailSender";

    private readonly TestFolder _folder = new();
    private FolderLog _log = null!;
    private LogArchive _archive = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Open(1 << 20);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        _archive.Dispose();
        await _log.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_line_is_found_as_soon_as_it_was_written()
    {
        Write("hello");

        var page = await ReadAsync();

        page.IsComplete.ShouldBeTrue();
        var line = page.Lines.ShouldHaveSingleItem();
        line.Time.ShouldBe(TestFolder.Start);
        Encoding.UTF8.GetString(line.Text.Span).ShouldContain("\"message\":\"hello\"");
    }

    [Fact]
    public async Task Lines_come_in_the_order_of_time_over_days_and_keep_their_place()
    {
        await WriteOverDaysAsync(days: 3, each: 4);

        var first = await ReadAsync();
        var again = await ReadAsync();

        Messages(first).ShouldBe(Enumerable.Range(0, 12).Select(i => $"line {i}"));
        again.Lines.Select(line => line.Position).ShouldBe(first.Lines.Select(line => line.Position));
        first.Lines.Select(line => line.Position).Distinct().Count().ShouldBe(12);
    }

    [Theory]
    [InlineData(0, 11, 12)]
    [InlineData(5, 5, 1)]
    [InlineData(5, 8, 4)]
    [InlineData(12, 20, 0)]
    public async Task Only_lines_of_the_time_asked_for(int from, int to, int expected)
    {
        await WriteOverDaysAsync(days: 3, each: 4);
        var times = (await ReadAsync()).Lines.Select(line => line.Time).ToList();
        DateTimeOffset At(int i) => i < times.Count ? times[i] : times[^1].AddHours(i);

        var query = new LogQuery(Function) { Since = At(from), Until = At(to) };

        Messages(await ReadAsync(query)).ShouldBe(Enumerable.Range(from, expected).Select(i => $"line {i}"));
        Messages(await ReadAsync(query with { IsBackward = true })).ShouldBe(Enumerable.Range(from, expected).Select(i => $"line {i}"));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 5)]
    [InlineData(true, 1)]
    [InlineData(true, 5)]
    public async Task Page_by_page_each_line_comes_once(bool isBackward, int limit)
    {
        await WriteOverDaysAsync(days: 3, each: 4);
        var query = new LogQuery(Function) { Limit = limit, IsBackward = isBackward };
        var pages = new List<LogPage>();

        do pages.Add(await ReadAsync(pages.Count == 0 ? query : query with { From = pages[^1].Next }));
        while (!pages[^1].IsComplete);

        if (isBackward) pages.Reverse();
        pages.SelectMany(Messages).ShouldBe(Enumerable.Range(0, 12).Select(i => $"line {i}"));
        pages.Count.ShouldBe((12 + limit - 1) / limit);
    }

    [Fact]
    public async Task Reading_on_at_the_end_finds_what_was_written_since()
    {
        Write("before");
        var page = await ReadAsync();
        (await ReadAsync(new LogQuery(Function) { From = page.Next })).Lines.ShouldBeEmpty();

        Write("after");

        Messages(await ReadAsync(new LogQuery(Function) { From = page.Next })).ShouldBe(["after"]);
    }

    [Fact]
    public async Task A_pattern_and_days_choose_the_lines()
    {
        await WriteOverDaysAsync(days: 3, each: 4);
        LogPattern.TryParse("%line [159]%", out var pattern, out _).ShouldBeTrue();

        var second = new DateOnly(2026, 11, 25);
        Messages(await ReadAsync(new LogQuery(Function) { Pattern = pattern, Days = second.Equals })).ShouldBe(["line 5"]);
    }

    [Fact]
    public async Task A_time_is_found_in_a_long_file_without_reading_it_all()
    {
        Reopen(64 << 20);
        for (var i = 0; i < 5000; i++)
        {
            Write($"line {i} {new string('x', 100)}");
            _folder.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }
        await _log.FlushAsync();
        var since = TestFolder.Start.AddMilliseconds(10 * 4321);
        var file = Path.Combine(_folder.Path, Function, "2026-11-24.jsonl");
        using var handle = File.OpenHandle(file);
        using var block = new LineBlock();

        var length = RandomAccess.GetLength(handle);
        var offset = LogSearch.FirstAt(handle, length, since, block);
        var page = await ReadAsync(new LogQuery(Function) { Since = since });

        ((double)offset / length).ShouldBeInRange(0.7, 4321 / 5000.0);
        Messages(page)[0].ShouldStartWith("line 4321 ");
        page.Lines.Count.ShouldBe(5000 - 4321);
    }

    [Fact]
    public async Task A_page_holds_a_megabyte_at_most()
    {
        Reopen(64 << 20);
        for (var i = 0; i < 300; i++) Write($"{i} " + new string('x', 8000));

        var first = await ReadAsync();
        var second = await ReadAsync(new LogQuery(Function) { From = first.Next });
        var third = await ReadAsync(new LogQuery(Function) { From = second.Next });

        first.Lines.Sum(line => line.Text.Length).ShouldBeInRange(1_000_000, 1 << 20);
        first.IsComplete.ShouldBeFalse();
        third.IsComplete.ShouldBeTrue();
        (first.Lines.Count + second.Lines.Count + third.Lines.Count).ShouldBe(300);
    }

    [Fact]
    public async Task A_search_in_vain_is_cut_short_and_can_be_continued()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, Function));
        var line = "{\"timestamp\":\"2026-11-24T12:00:00.000Z\",\"message\":\"" + new string('x', 10_000) + "\"}\n";
        await using (var file = File.CreateText(Path.Combine(_folder.Path, Function, "2026-11-24.jsonl")))
        {
            for (var i = 0; i < 8000; i++) await file.WriteAsync(line);
        }
        LogPattern.TryParse("needle", out var pattern, out _).ShouldBeTrue();

        var first = await ReadAsync(new LogQuery(Function) { Pattern = pattern });
        var second = await ReadAsync(new LogQuery(Function) { Pattern = pattern, From = first.Next });

        first.Lines.ShouldBeEmpty();
        first.IsComplete.ShouldBeFalse();
        first.Next.ShouldNotBeNull().Offset.ShouldBeInRange(LogScan.MaxScannedBytes, LogScan.MaxScannedBytes + (8 << 20));
        second.IsComplete.ShouldBeTrue();
    }

    [Theory]
    [InlineData("{\"timestamp\":\"2026-11-24T12:00:00.000Z\",\"mess")]
    [InlineData("{\"timestamp\":\"2026-")]
    [InlineData("garbage")]
    [InlineData("\0\0\0\0")]
    [InlineData("\n\n")]
    public async Task Half_a_line_left_by_a_kill_does_no_harm(string torn)
    {
        Write("before");
        await _log.FlushAsync();
        await File.AppendAllTextAsync(Path.Combine(_folder.Path, Function, "2026-11-24.jsonl"), torn, Token);
        Messages(await ReadAsync()).ShouldBe(["before"]);

        Write("after");

        Messages(await ReadAsync()).ShouldBe(["before", "after"]);
        Messages(await ReadAsync(new LogQuery(Function) { IsBackward = true, Limit = 1 })).ShouldBe(["after"]);
        (await _archive.DaysAsync(Function, Token)).ShouldHaveSingleItem().First.ShouldBe(TestFolder.Start);
    }

    [Fact]
    public async Task A_line_too_long_to_be_one_is_passed_over()
    {
        Write("before");
        await _log.FlushAsync();
        await File.AppendAllTextAsync(
            Path.Combine(_folder.Path, Function, "2026-11-24.jsonl"), new string('x', 10 << 20) + "\n", Token);
        Write("after");

        Messages(await ReadAsync()).ShouldBe(["before", "after"]);
        Messages(await ReadAsync(new LogQuery(Function) { IsBackward = true })).ShouldBe(["before", "after"]);
    }

    [Fact]
    public async Task A_runaway_day_keeps_its_newest_lines_and_says_so()
    {
        Reopen(160_000);
        for (var i = 0; i < 1000; i++)
        {
            Write($"line {i} {new string('x', 300)}");
            if (i % 10 == 0) await _log.FlushAsync();
        }

        var page = await ReadAsync();

        (await _archive.SizeAsync(Function, Token)).ShouldBeInRange(100_000, 180_000);
        Messages(page)[^1].ShouldStartWith("line 999 ");
        Messages(page).ShouldContain(message => message.StartsWith("Old log lines were deleted", StringComparison.Ordinal));
        Messages(page)[0].ShouldNotStartWith("line 0 ");
        page.Lines.Select(line => line.Time).ShouldBeInOrder();
        page.Lines.Select(line => line.Position.Part).Distinct().Count().ShouldBeGreaterThan(5);
    }

    [Fact]
    public void A_clock_set_back_does_not_break_the_order()
    {
        var backwards = new BackwardClock(_folder.Clock.GetUtcNow().AddSeconds(-3));
        using var buffer = new LogBuffer(Function);
        buffer.Add(new LogEntry(LogLevel.Info, "a"), _folder.Clock);
        buffer.Add(new LogEntry(LogLevel.Info, "b"), backwards);

        var lines = Encoding.UTF8.GetString(buffer.Take(backwards).Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Select(line => line[..38]).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Days_tell_their_first_and_last_line()
    {
        await WriteOverDaysAsync(days: 2, each: 3);

        var days = await _archive.DaysAsync(Function, Token);

        days.Select(day => day.Day).ShouldBe([new DateOnly(2026, 11, 24), new DateOnly(2026, 11, 25)]);
        days[0].First.ShouldBe(TestFolder.Start);
        days[0].Last.ShouldBe(TestFolder.Start.AddMinutes(2));
        days[1].First.ShouldBe(TestFolder.Start.AddDays(1));
        (await _archive.SizeAsync(Function, Token)).ShouldBe(days.Sum(day => day.Bytes));
        (await _archive.DaysAsync("s-Nobody", Token)).ShouldBeEmpty();
    }

    private async Task WriteOverDaysAsync(int days, int each)
    {
        for (var day = 0; day < days; day++)
        {
            _folder.Clock.SetUtcNow(TestFolder.Start.AddDays(day));
            for (var i = 0; i < each; i++)
            {
                Write($"line {day * each + i}");
                _folder.Clock.Advance(TimeSpan.FromMinutes(1));
            }
            await _log.FlushAsync();
        }
    }

    private void Write(string message) => _log.Write(new LogEntry(LogLevel.Info, message) { Function = "EmailSender" });

    private Task<LogPage> ReadAsync(LogQuery? query = null) => _archive.ReadAsync(query ?? new LogQuery(Function), Token);

    private static List<string> Messages(LogPage page) => page.Lines.Select(line =>
    {
        using var json = System.Text.Json.JsonDocument.Parse(line.Text);
        return json.RootElement.GetProperty("message").GetString()!;
    }).ToList();

    private void Open(long maxBytes)
    {
        _log = new FolderLog(_folder.Path, "s", 10, maxBytes, LogLevel.Info, _folder.Clock);
        _archive = new LogArchive(_folder.Path, _log, _folder.Clock);
    }

    private void Reopen(long maxBytes)
    {
        _archive.Dispose();
        Open(maxBytes);
    }

    private sealed class BackwardClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
