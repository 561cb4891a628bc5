using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Operations;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Cli.Commands;

// sesmailengine dlq list: how many dead letters there are, grouped by what went wrong.
internal static class DlqListCommand
{
    public static Command Create()
    {
        var options = new DlqOptions();
        var command = new Command("list", "How many dead letters there are, and why, grouped by error.");
        options.AddTo(command, selects: false);
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = options.Endpoint.Target(parsed);
            var names = options.Endpoint.Names(parsed);
            return CommandRunner.RunAsync(target, async () =>
            {
                using var ports = new StackPorts(target, names);
                var letters = ports.DeadLetters;
                var queues = new List<(DeadLetterQueue Queue, long Count, IReadOnlyList<DeadLetter> Looked)>();
                var counts = await letters.CountAsync(cancellationToken);
                foreach (var queue in options.Queues(parsed, names))
                {
                    var count = counts.First(c => c.Queue == queue).Count;
                    var looked = count > 0 ? await letters.ListAsync(queue, DeadLetterFilter.All, IDeadLetterReader.MaxListed, cancellationToken) : [];
                    queues.Add((queue, Math.Max(count, looked.Count), looked));
                }
                if (parsed.GetValue(options.Endpoint.Output) == OutputFormat.Json) Terminal.Json(new JsonArray([.. queues.Select(q => ToJson(q.Queue, q.Queue.NameIn(names), q.Count, q.Looked))]));
                else foreach (var (queue, count, looked) in queues) Write(queue, queue.NameIn(names), count, looked);
                return queues.Any(q => q.Count > 0) ? ExitCodes.Negative : ExitCodes.Success;
            });
        });
        return command;
    }

    private static void Write(DeadLetterQueue queue, string name, long count, IReadOnlyList<DeadLetter> looked)
    {
        Terminal.Line($"[bold]{queue.ToWord()}[/]  [grey]{name}: {queue.Holds()}[/]");
        if (count == 0)
        {
            Terminal.Line($"  [green]empty[/]");
            return;
        }
        foreach (var group in Groups(looked))
        {
            var first = group.First();
            Terminal.Line($"  [red]{group.Count().ToString(CultureInfo.InvariantCulture),6}[/]  [bold]{group.Key}[/]  {first.ErrorMessage ?? Meaning(group.Key)}");
            if (ErrorCatalogue.Find(group.Key) is { } entry) Terminal.Line($"          [grey]Fix: {entry.Fix}[/]");
        }
        if (count > looked.Count) Terminal.Line($"  [grey]and {(count - looked.Count).ToString(CultureInfo.InvariantCulture)} more that were not looked at, or are in other hands[/]");
        Terminal.Line($"  [grey]Next:[/] sesmailengine dlq redrive --queue {queue.ToWord()} --error CODE  [grey]once the cause is mended[/]");
    }

    private static JsonObject ToJson(DeadLetterQueue queue, string name, long count, IReadOnlyList<DeadLetter> looked) => new()
    {
        ["queue"] = queue.ToWord(),
        ["name"] = name,
        ["count"] = count,
        ["lookedAt"] = looked.Count,
        ["groups"] = new JsonArray([.. Groups(looked).Select(group => new JsonObject
        {
            ["error"] = group.Key,
            ["count"] = group.Count(),
            ["message"] = group.First().ErrorMessage,
            ["fix"] = ErrorCatalogue.Find(group.Key)?.Fix,
            ["oldest"] = group.Min(l => l.SentAt)?.ToString("O", CultureInfo.InvariantCulture),
            ["examples"] = new JsonArray([.. group.Take(5).Select(l => JsonValue.Create(l.EmailId ?? l.MessageId))]),
        })]),
    };

    private static IEnumerable<IGrouping<string, DeadLetter>> Groups(IReadOnlyList<DeadLetter> looked) =>
        looked.GroupBy(l => l.Error, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal);

    private static string Meaning(string error) => error == DeadLetter.Unreadable
        ? "no request or feedback can be read from these messages" : "there is no record that says why";
}
