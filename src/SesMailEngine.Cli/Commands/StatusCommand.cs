using System.CommandLine;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Operations;
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
        return command.On(endpoint, (parsed, ports, cancellationToken) =>
        {
            var text = parsed.GetValue(subject)!;
            return text.Contains('@', StringComparison.Ordinal)
                ? ShowRecipientAsync(ports, text, endpoint.IsJson(parsed), cancellationToken)
                : ShowMailAsync(ports, text, endpoint.IsJson(parsed), cancellationToken);
        });
    }

    private static async Task<int> ShowMailAsync(StackPorts ports, string emailId, bool isJson, CancellationToken cancellationToken)
    {
        var record = await ports.Tracking.GetAsync(emailId, cancellationToken);
        if (record is null) return NotFound($"No record of '{emailId}' in {ports.Names.TrackingTable}.", isJson);
        var attempts = await ports.Mails.ListAttemptsAsync(record.OriginalEmailId, cancellationToken);
        if (isJson)
        {
            var answer = RecordJson.Write(record);
            answer["attempts"] = new JsonArray([.. attempts.Select(a => JsonValue.Create(a.EmailId))]);
            Terminal.Json(answer);
        }
        else
        {
            RecordView.Write(Terminal.Out, record);
            foreach (var attempt in attempts.Where(a => a.EmailId != emailId))
            {
                Terminal.Line($"  another attempt: [{RecordView.Color(attempt.Status)}]{attempt.Status.ToWireName()}[/]  {attempt.EmailId}");
            }
        }
        return record.IsBad() ? ExitCodes.Negative : ExitCodes.Success;
    }

    private static async Task<int> ShowRecipientAsync(StackPorts ports, string address, bool isJson, CancellationToken cancellationToken)
    {
        var key = EmailAddress.TryParse(address, out var parsed) ? parsed!.ComparisonKey : address.ToLowerInvariant();
        var records = await ports.Tracking.ListByRecipientAsync(key, LatestMails, cancellationToken);
        if (isJson)
        {
            Terminal.Json(new JsonArray([.. records.Select(RecordJson.Write)]));
            return ExitCodes.Success;
        }
        if (records.Count == 0) return NotFound($"No mail to {address} in {ports.Names.TrackingTable}.", isJson);
        foreach (var record in records) RecordView.WriteLine(record);
        return ExitCodes.Success;
    }

    private static int NotFound(string message, bool isJson)
    {
        if (isJson) Console.Out.WriteLine("null");
        Terminal.Errors.WriteLine(message, "yellow");
        return ExitCodes.Negative;
    }
}
