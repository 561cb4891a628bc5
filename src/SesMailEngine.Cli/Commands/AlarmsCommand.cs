using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine alarms: which alarms are on, why and since when.
internal static class AlarmsCommand
{
    public static Command Create()
    {
        var history = new Option<bool>("--history") { Description = "The changes of state instead, newest first" };
        var limit = OperatorCommand.Limit(20, IAlarmReader.MaxHistory);
        var endpoint = new EndpointOptions();
        var command = new Command("alarms", "The stack's alarms: state, reason, since when. Exit code 1 while one is on.") { history, limit };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            if (parsed.GetValue(history))
            {
                var events = await ports.Alarms.HistoryAsync(null, parsed.GetValue(limit), cancellationToken);
                if (endpoint.IsJson(parsed)) Terminal.Json(new JsonArray([.. events.Select(ToJson)]));
                foreach (var line in endpoint.IsJson(parsed) ? [] : events) Terminal.Line($"[grey]{RecordView.Second(line.At)}[/]  {line.Alarm}  {line.Summary}");
                return ExitCodes.Success;
            }
            var alarms = await ports.Alarms.ListAsync(cancellationToken);
            if (endpoint.IsJson(parsed)) Terminal.Json(new JsonArray([.. alarms.Select(ToJson)]));
            else Write(alarms);
            return alarms.Any(alarm => alarm.Condition == AlarmCondition.Alarm) ? ExitCodes.Negative : ExitCodes.Success;
        });
    }

    public static JsonNode ToJson(AlarmReading alarm) => new JsonObject
    {
        ["name"] = alarm.Name,
        ["state"] = Word(alarm.Condition),
        ["since"] = alarm.Since.ToWire(),
        ["reason"] = alarm.Reason,
        ["metric"] = alarm.Metric,
        ["threshold"] = alarm.Threshold,
        ["actionsEnabled"] = alarm.ActionsEnabled,
        ["description"] = alarm.Description,
    };

    private static JsonNode ToJson(AlarmEvent line) => new JsonObject
    {
        ["at"] = line.At.ToWire(),
        ["name"] = line.Alarm,
        ["summary"] = line.Summary,
    };

    private static void Write(IReadOnlyList<AlarmReading> alarms)
    {
        if (alarms.Count == 0) Terminal.Errors.WriteLine("The stack has no alarms.");
        foreach (var alarm in alarms.OrderByDescending(alarm => alarm.Condition))
        {
            var color = alarm.Condition switch { AlarmCondition.Alarm => "red", AlarmCondition.Ok => "green", _ => "grey" };
            var threshold = alarm.Threshold is { } number ? " > " + number.ToString(CultureInfo.InvariantCulture) : "";
            Terminal.Line($"[{color} bold]{(alarm.Condition == AlarmCondition.InsufficientData ? "no data" : Word(alarm.Condition)),-7}[/]  {alarm.Name}  [grey]since {RecordView.Second(alarm.Since)}[/]");
            if (alarm.Condition == AlarmCondition.Alarm) Terminal.Out.Write(new Padder(new Text($"{alarm.Metric}{threshold}: {alarm.Reason}"), new Padding(9, 0, 0, 0)));
            if (!alarm.ActionsEnabled) Terminal.Line($"         [yellow]its actions are switched off: nobody is told[/]");
        }
    }

    private static string Word(AlarmCondition condition) => condition switch
    {
        AlarmCondition.Alarm => "ALARM",
        AlarmCondition.Ok => "OK",
        _ => "INSUFFICIENT_DATA",
    };
}
