using System.CommandLine;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine watch: the notifications as they come.
internal static class WatchCommand
{
    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "Stop after so many; 0 for never", HelpName = "N", DefaultValueFactory = _ => 0 };
        var endpoint = new EndpointOptions();
        var command = new Command(
            "watch", "Show notifications as they come, until Ctrl-C. Makes a rule and a queue of its own, and takes them away at the end.") { count };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var isJson = endpoint.IsJson(parsed);
            var seen = 0;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (!isJson) Terminal.Errors.WriteLine("Watching. Ctrl-C ends it.");
            await foreach (var notification in ports.Notifications.WatchAsync(stop.Token))
            {
                if (seen == parsed.GetValue(count) && seen > 0) continue;
                seen++;
                var detail = JsonNode.Parse(notification.Detail);
                if (isJson)
                {
                    Console.Out.WriteLine(new JsonObject
                    {
                        ["id"] = notification.Id,
                        ["detailType"] = notification.DetailType,
                        ["at"] = notification.At.ToWire(),
                        ["detail"] = detail,
                    }.ToJsonString());
                }
                else
                {
                    Write(notification.At, detail);
                }
                if (seen == parsed.GetValue(count)) await stop.CancelAsync();
            }
            return ExitCodes.Success;
        });
    }

    private static void Write(DateTimeOffset at, JsonNode? detail)
    {
        string Field(string name) => detail?[name]?.ToString() ?? "";
        var status = Field("status");
        var color = EmailStatuses.TryParse(status, out var known) ? RecordView.Color(known) : "default";
        Terminal.Line($"[grey]{RecordView.Second(at)}[/]  [{color}]{status,-12}[/]  {Field("emailId")}  [grey]{Field("toEmail")} {Field("templateName")} {Field("errorCode")}[/]");
    }
}
