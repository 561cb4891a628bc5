using System.Text;
using SesMailEngine.Embedded.Logs;

namespace SesMailEngine.Server.Tests.Fakes;

/// <summary>Lines in memory, with the same meaning of a query as the files'.</summary>
internal sealed class FakeLogArchive : ILogArchive
{
    private readonly List<(string Function, LogLine Line)> _lines = [];

    public Exception? Failure { get; set; }

    public void Add(string function, DateTimeOffset time, string text)
    {
        var offset = _lines.Sum(line => line.Line.Text.Length + 1L);
        _lines.Add((function, new LogLine(new LogPosition(DateOnly.FromDateTime(time.UtcDateTime), 0, offset), time, Encoding.UTF8.GetBytes(text))));
    }

    public Task<IReadOnlyList<LogDay>> DaysAsync(string function, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<LogDay>>(
        Of(function).GroupBy(line => line.Position.Day)
            .Select(day => new LogDay(day.Key, day.First().Time, day.Last().Time, day.Sum(line => line.Text.Length))).ToList());

    public Task<long> SizeAsync(string function, CancellationToken cancellationToken) =>
        Task.FromResult(Of(function).Sum(line => line.Text.Length + 1L));

    public Task<LogPage> ReadAsync(LogQuery query, CancellationToken cancellationToken)
    {
        if (Failure is not null) throw Failure;
        var matching = Of(query.Function).Where(line => query.Days?.Invoke(line.Position.Day) != false
            && !(line.Time < query.Since) && !(line.Time > query.Until) && query.Pattern?.Matches(line.Text) != false
            && (query.From is not { } from || (Order(line.Position, from) < 0 == query.IsBackward))).ToList();
        var taken = query.IsBackward ? matching.TakeLast(query.Limit).ToList() : matching.Take(query.Limit).ToList();
        LogPosition? next = taken.Count == 0 ? query.From : query.IsBackward ? taken[0].Position : End(taken[^1]);
        return Task.FromResult(new LogPage(taken, next, taken.Count == matching.Count));
    }

    private static LogPosition End(LogLine line) => line.Position with { Offset = line.Position.Offset + line.Text.Length + 1 };

    private static int Order(LogPosition a, LogPosition b) => (a.Day, a.Part, a.Offset).CompareTo((b.Day, b.Part, b.Offset));

    private List<LogLine> Of(string function) => _lines.Where(line => line.Function == function).Select(line => line.Line).ToList();
}
