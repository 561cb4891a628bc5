using System.CommandLine;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Operations;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine emails: looks mails up, and follows them.
internal static class EmailsCommand
{
    private const int MaxLimit = 1000;

    // A query that fits rarely looks at much: so many pages without a hit, and a person is told how to go on.
    private const int MaxEmptyPages = 20;
    private static readonly TimeSpan FollowEvery = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var query = new MailQueryOptions();
        var limit = OperatorCommand.Limit(20, MaxLimit);
        var after = new Option<string?>("--after") { Description = "Go on behind a page: the token it ended with", HelpName = "TOKEN" };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on showing new mails and changes until Ctrl-C" };
        var endpoint = new EndpointOptions();
        var command = new Command("emails", "Find mails: by recipient, day, status, template, error, metadata or campaign. Newest first; today's unless a day or a recipient is given.");
        query.AddTo(command);
        foreach (var option in (Option[])[limit, after, follow]) command.Options.Add(option);
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var wanted = query.Read(parsed);
            var isJson = endpoint.IsJson(parsed);
            if (!parsed.GetValue(follow)) return await ListAsync(ports.Mails, wanted, parsed.GetValue(after), parsed.GetValue(limit), isJson, cancellationToken);
            if (parsed.GetValue(after) is not null) throw new UsageException("--follow goes not with --after.");
            await FollowAsync(ports, wanted, parsed.GetValue(limit), isJson, cancellationToken);
            return ExitCodes.Success;
        });
    }

    private static async Task<int> ListAsync(
        IMailReader mails, MailQuery query, string? after, int limit, bool isJson, CancellationToken cancellationToken)
    {
        var found = new List<TrackingRecord>();
        for (var empty = 0; empty < MaxEmptyPages && found.Count < limit;)
        {
            var page = await mails.FindAsync(query, after, Math.Min(IMailReader.MaxPage, limit - found.Count), cancellationToken);
            found.AddRange(page.Records);
            after = page.Next;
            if (after is null) break;
            empty = page.Records.Count == 0 ? empty + 1 : 0;
        }
        if (isJson)
        {
            Terminal.Json(new JsonObject { ["emails"] = new JsonArray([.. found.Select(RecordJson.Write)]), ["next"] = after });
            return found.Count > 0 ? ExitCodes.Success : ExitCodes.Negative;
        }
        foreach (var record in found) RecordView.WriteLine(record, query.Recipient is null);
        if (found.Count == 0) Terminal.Errors.WriteLine(after is null ? "No mail like that." : "No mail like that so far.");
        if (after is not null) Terminal.Line($"[grey]There may be more: --after {after}[/]");
        return found.Count > 0 ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static async Task FollowAsync(StackPorts ports, MailQuery query, int limit, bool isJson, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<string, EmailStatus>(StringComparer.Ordinal);
        try
        {
            for (var first = true; ; first = false)
            {
                var page = await ports.Mails.FindAsync(query, null, first ? Math.Min(limit, IMailReader.MaxPage) : IMailReader.MaxPage, cancellationToken);
                foreach (var record in page.Records.Reverse())
                {
                    if (seen.TryGetValue(record.EmailId, out var before) && before == record.Status) continue;
                    seen[record.EmailId] = record.Status;
                    if (isJson) Console.Out.WriteLine(RecordJson.Write(record).ToJsonString());
                    else RecordView.WriteLine(record, query.Recipient is null);
                }
                // What is no longer on the page does not come again.
                if (seen.Count > 10 * IMailReader.MaxPage) seen = seen.Where(pair => page.Records.Any(r => r.EmailId == pair.Key)).ToDictionary(StringComparer.Ordinal);
                await Task.Delay(FollowEvery, TimeProvider.System, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how following ends.
        }
    }
}
