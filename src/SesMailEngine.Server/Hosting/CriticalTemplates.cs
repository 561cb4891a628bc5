using System.Collections.Frozen;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Templates;

namespace SesMailEngine.Server.Hosting;

// Which templates are critical, as far as known, and whether a message of the buffer queue is for one of them: those stand in a line of
// their own. Whoever is not recognised here waits with the others, and is recognised by the sender.
internal sealed class CriticalTemplates(ITemplateStore store, ILog log, TimeProvider clock)
{
    private const string Field = "\"templateName\"";
    private const int MaxMetadata = 1 << 20;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);

    private volatile FrozenSet<string> names = [];

    // Runs beside what it serves for every message, so it looks no further than it must.
    public bool IsNamedIn(string body)
    {
        var known = names;
        if (known.Count == 0) return false;
        var rest = body.AsSpan();
        while (rest.IndexOf(Field, StringComparison.Ordinal) is var at and >= 0)
        {
            rest = rest[(at + Field.Length)..].TrimStart();
            if (rest is not [':', ..]) continue;
            rest = rest[1..].TrimStart();
            if (rest is not ['"', ..]) continue;
            rest = rest[1..];
            return rest.IndexOf('"') is var end and > 0 && known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest[..end]);
        }
        return false;
    }

    public async Task FollowAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await Task.Delay(LookAgain, clock, stopping);
                await LookAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = new List<string>();
            foreach (var name in await store.ListTemplatesAsync(cancellationToken))
            {
                var file = await store.ReadAsync($"{name}/metadata.json", MaxMetadata, cancellationToken);
                if (file is not null && TemplateMetadataParser.Parse(file.Content, out _) is { Critical: true }) found.Add(name);
            }
            names = found.ToFrozenSet(StringComparer.Ordinal);
        }
        catch (PortException away)
        {
            log.Write(new LogEntry(LogLevel.Warning, "Which templates are critical cannot be seen now; the last known stay") { Exception = away });
        }
    }
}
