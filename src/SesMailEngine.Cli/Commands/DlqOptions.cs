using System.CommandLine;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Cli.Commands;

// What the dlq commands have in common: which stack, which queue, which letters.
internal sealed class DlqOptions
{
    public EndpointOptions Endpoint { get; } = new();

    public Option<string?> Queue { get; } = new("--queue", "-q")
    {
        Description = "requests, retries or feedback. Default: all three",
        HelpName = "QUEUE",
    };

    public Option<string[]> Ids { get; } = new("--id")
    {
        Description = "Only the letter of this emailId or message id; may be given often",
        HelpName = "ID",
        DefaultValueFactory = _ => [],
    };

    public Option<string[]> Errors { get; } = new("--error")
    {
        Description = "Only letters of this error, as 'dlq list' shows it; may be given often",
        HelpName = "CODE",
        DefaultValueFactory = _ => [],
    };

    public Option<bool> All { get; } = new("--all") { Description = "All letters of the queue, or of all three" };

    public void AddTo(Command command, bool selects)
    {
        command.Options.Add(Queue);
        if (selects)
        {
            command.Options.Add(Ids);
            command.Options.Add(Errors);
            command.Options.Add(All);
        }
        Endpoint.AddTo(command);
    }

    public IReadOnlyList<DeadLetterQueue> Queues(ParseResult parsed, ResourceNames names)
    {
        if (parsed.GetValue(Queue) is not { } text) return DeadLetterQueues.All;
        return DeadLetterQueues.Find(text, names) is { } queue ? [queue] : throw new UsageException(
            $"--queue takes requests, retries or feedback, not '{text}'.");
    }

    // Whoever changes queues says which letters; everything only when asked for by name.
    public DeadLetterFilter Filter(ParseResult parsed)
    {
        var filter = new DeadLetterFilter(parsed.GetValue(Ids)!, parsed.GetValue(Errors)!);
        if (parsed.GetValue(All))
        {
            return filter is { Ids.Count: 0, Errors.Count: 0 } ? filter : throw new UsageException("--all goes with neither --id nor --error.");
        }
        return filter is { Ids.Count: 0, Errors.Count: 0 } ? throw new UsageException("Say which letters: --id, --error, or --all.") : filter;
    }
}
