using System.CommandLine;
using System.Globalization;

namespace SesMailEngine.Cli.Commands;

// The UTC days a command is about.
internal sealed class DayOptions
{
    public Option<string?> Day { get; } = new("--day") { Description = "One UTC day: YYYY-MM-DD, today or yesterday", HelpName = "DAY" };

    public Option<string?> From { get; } = new("--from") { Description = "The first day of a range", HelpName = "DAY" };

    public Option<string?> Until { get; } = new("--until") { Description = "The last day of a range, inclusive. Default: today", HelpName = "DAY" };

    public void AddTo(Command command)
    {
        command.Options.Add(Day);
        command.Options.Add(From);
        command.Options.Add(Until);
    }

    // Null and null when nothing is given.
    public (DateOnly? From, DateOnly? To) Read(ParseResult parsed, int maxDays)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var (day, from, until) = (Parse(parsed.GetValue(Day), "--day", today), Parse(parsed.GetValue(From), "--from", today), Parse(parsed.GetValue(Until), "--until", today));
        if (day is not null && (from is not null || until is not null)) throw new UsageException("--day goes with neither --from nor --until.");
        if (day is not null) return (day, day);
        if (from is null && until is null) return (null, null);
        until ??= today;
        from ??= until;
        if (from > until) throw new UsageException($"--from {from:yyyy-MM-dd} is after {until:yyyy-MM-dd}.");
        if (until.Value.DayNumber - from.Value.DayNumber >= maxDays) throw new UsageException($"The range is longer than {maxDays} days.");
        return (from, until);
    }

    private static DateOnly? Parse(string? text, string option, DateOnly today) => text switch
    {
        null => null,
        "today" => today,
        "yesterday" => today.AddDays(-1),
        _ => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : throw new UsageException($"{option} takes YYYY-MM-DD, today or yesterday, not '{text}'."),
    };
}
