using System.CommandLine;
using System.Text.Json.Nodes;
using SesMailEngine.Aws.EventBridge;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.Operations;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Cli.Commands;

// sesmailengine send: publishes one Email Request, as any producer would, and watches what becomes of it.
internal static class SendCommand
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(150);

    public static Command Create()
    {
        var to = new Option<string>("--to") { Description = "Recipient", HelpName = "ADDRESS", Required = true };
        var template = new Option<string>("--template", "-t") { Description = "Template name", HelpName = "NAME", Required = true };
        var data = new Option<string?>("--data", "-d") { Description = "Template variables: a JSON object, @FILE, or - for standard input", HelpName = "JSON" };
        var subject = new Option<string?>("--subject") { Description = "Overrides the template's subject (Jinja2)", HelpName = "TEXT" };
        var id = new Option<string?>("--id") { Description = "Your own emailId; sending it twice sends one mail", HelpName = "ID" };
        var metadata = new Option<string?>("--metadata") { Description = "JSON object kept on the record and repeated on notifications", HelpName = "JSON" };
        var replyTo = new Option<string?>("--reply-to") { Description = "Where replies go", HelpName = "ADDRESS" };
        var senderEmail = new Option<string?>("--sender-email") { Description = "Overrides the sender's address", HelpName = "ADDRESS" };
        var senderName = new Option<string?>("--sender-name") { Description = "Overrides the sender's name", HelpName = "NAME" };
        var source = new Option<string>("--source") { Description = "Your application's name in the event", HelpName = "NAME", DefaultValueFactory = _ => "sesmailengine.cli" };
        var wait = new Option<double>("--wait") { Description = "Seconds to wait for the outcome; 0 to return at once", HelpName = "SECONDS", DefaultValueFactory = _ => 10 };
        var endpoint = new EndpointOptions();
        var command = new Command("send", "Publish one Email Request and show what becomes of it.")
        {
            to, template, data, subject, id, metadata, replyTo, senderEmail, senderName, source, wait,
        };
        endpoint.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            JsonObject? detail;
            string emailId;
            try
            {
                emailId = parsed.GetValue(id) ?? NewEmailId();
                detail = new JsonObject
                {
                    ["emailId"] = emailId,
                    ["to"] = parsed.GetValue(to),
                    ["templateName"] = parsed.GetValue(template),
                };
                AddObject(detail, "templateData", parsed.GetValue(data), "--data");
                AddObject(detail, "metadata", parsed.GetValue(metadata), "--metadata");
                if (parsed.GetValue(subject) is { } subjectText) detail["subject"] = subjectText;
                if (parsed.GetValue(replyTo) is { } replyToText) detail["replyTo"] = replyToText;
                var sender = new JsonObject();
                if (parsed.GetValue(senderEmail) is { } email) sender["email"] = email;
                if (parsed.GetValue(senderName) is { } name) sender["name"] = name;
                if (sender.Count > 0) detail["senderOverride"] = sender;
            }
            catch (UsageException exception)
            {
                return Task.FromResult(CommandRunner.Usage(exception.Message));
            }
            var target = endpoint.Target(parsed);
            return CommandRunner.RunAsync(target, () => SendAsync(
                target, endpoint.Names(parsed), parsed.GetValue(source)!, emailId, detail,
                TimeSpan.FromSeconds(Math.Max(0, parsed.GetValue(wait))), parsed.GetValue(endpoint.Output), cancellationToken));
        });
        return command;
    }

    private static async Task<int> SendAsync(
        AwsTarget target, Core.Model.ResourceNames names, string source, string emailId, JsonObject detail, TimeSpan wait,
        OutputFormat output, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var bus = new EventBridgeClient(new AwsClient(http, target));
        var answers = await bus.PutEventsAsync(
            [new PutEventsEntry(source, "Email Request", detail.ToJsonString(), names.EventBus)], cancellationToken);
        if (answers[0].ErrorCode is { } error)
        {
            throw new AwsServiceException(error, answers[0].ErrorMessage ?? "The bus refused the event.", 200);
        }
        if (output == OutputFormat.Text)
        {
            Terminal.Line($"Accepted as [bold]{emailId}[/]");
        }
        using var ports = new StackPorts(target, names);
        var record = wait > TimeSpan.Zero ? await WaitAsync(ports.Tracking, emailId, wait, cancellationToken) : null;
        if (output == OutputFormat.Json)
        {
            var answer = (record is null ? null : RecordJson.Write(record)) ?? new JsonObject { ["emailId"] = emailId };
            answer["eventId"] = answers[0].EventId;
            Terminal.Json(answer);
        }
        else if (record is not null)
        {
            RecordView.Write(Terminal.Out, record);
        }
        else
        {
            Console.Out.WriteLine("See what becomes of it:");
            Terminal.Copyable($"sesmailengine status {emailId}");
        }
        return record?.IsBad() == true ? ExitCodes.Negative : ExitCodes.Success;
    }

    // Until the mail has an outcome that people wait for, or the time is up: then as far as it got.
    private static async Task<TrackingRecord?> WaitAsync(
        ITrackingStore tracking, string emailId, TimeSpan wait, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        while (true)
        {
            var record = await tracking.GetAsync(emailId, cancellationToken);
            if (record?.IsSettled() == true || clock.GetElapsedTime(start) >= wait) return record;
            await Task.Delay(PollEvery, clock, cancellationToken);
        }
    }

    // Made here and not by the engine, so that the command can follow the mail.
    private static string NewEmailId()
    {
        var now = TimeProvider.System.GetUtcNow();
        return EmailIds.For(now, Guid.CreateVersion7(now).ToString());
    }

    private static void AddObject(JsonObject detail, string name, string? argument, string option)
    {
        if (JsonArgument.Read(argument, option) is { } value) detail[name] = JsonObject.Create(value);
    }
}
