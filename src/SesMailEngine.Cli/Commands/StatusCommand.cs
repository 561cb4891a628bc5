using System.CommandLine;
using System.Text.Json.Nodes;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine status: what became of a mail, or of the latest mails to an address.
internal static class StatusCommand
{
    private const int LatestMails = 20;

    public static Command Create()
    {
        var subject = new Argument<string>("emailId|address")
        {
            Description = "A mail's id, or a recipient's address for the latest mails to it",
        };
        var endpoint = new EndpointOptions();
        var command = new Command("status", "What became of a mail: status, error, timeline, retries.") { subject };
        endpoint.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = endpoint.Target(parsed);
            var names = endpoint.Names(parsed);
            var output = parsed.GetValue(endpoint.Output);
            var text = parsed.GetValue(subject)!;
            return CommandRunner.RunAsync(target, () => text.Contains('@', StringComparison.Ordinal)
                ? ShowRecipientAsync(target, names, text, output, cancellationToken)
                : ShowMailAsync(target, names, text, output, cancellationToken));
        });
        return command;
    }

    private static async Task<int> ShowMailAsync(
        AwsTarget target, ResourceNames names, string emailId, OutputFormat output, CancellationToken cancellationToken)
    {
        using var tracking = new TrackingReader(target, names);
        var record = await tracking.GetAsync(emailId, cancellationToken);
        if (record is null) return NotFound($"No record of '{emailId}' in {names.TrackingTable}.", output);
        var attempts = await tracking.ListAttemptsAsync(record["originalEmailId"] ?? emailId, cancellationToken);
        if (output == OutputFormat.Json)
        {
            var answer = record.ToJson();
            answer["attempts"] = new JsonArray([.. attempts.Select(a => JsonValue.Create(a["emailId"]))]);
            Terminal.Json(answer);
        }
        else
        {
            RecordView.Write(Terminal.Out, record);
            foreach (var attempt in attempts.Where(a => a["emailId"] != emailId))
            {
                Terminal.Line(
                    $"  another attempt: [{RecordView.Color(attempt.Status)}]{attempt.Status}[/]  {attempt["emailId"] ?? ""}");
            }
        }
        return record.IsBad ? ExitCodes.Negative : ExitCodes.Success;
    }

    private static async Task<int> ShowRecipientAsync(
        AwsTarget target, ResourceNames names, string address, OutputFormat output, CancellationToken cancellationToken)
    {
        using var tracking = new TrackingReader(target, names);
        var key = EmailAddress.TryParse(address, out var parsed) ? parsed!.ComparisonKey : address.ToLowerInvariant();
        var records = await tracking.ListByRecipientAsync(key, LatestMails, cancellationToken);
        if (output == OutputFormat.Json)
        {
            Terminal.Json(new JsonArray([.. records.Select(r => r.ToJson())]));
            return ExitCodes.Success;
        }
        if (records.Count == 0) return NotFound($"No mail to {address} in {names.TrackingTable}.", output);
        foreach (var record in records) RecordView.WriteLine(record);
        return ExitCodes.Success;
    }

    private static int NotFound(string message, OutputFormat output)
    {
        if (output == OutputFormat.Json) Console.Out.WriteLine("null");
        Terminal.Errors.MarkupLineInterpolated($"[yellow]{message}[/]");
        return ExitCodes.Negative;
    }
}
