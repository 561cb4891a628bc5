using System.Globalization;
using System.Text.Json;
using SesMailEngine.Core.Model.LogPatterns;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Logs;

/// <summary>
/// FilterLogEvents (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html). A page holds up to
/// 10,000 events and 1 MB; a long search answers a page, even an empty one, with a token.
/// </summary>
internal sealed class FilterLogEventsOperation(LogGroups groups, ILogArchive archive)
{
    private const int MaxStreams = 100;

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var document = JsonInput.Parse(request);
        var input = document.RootElement;
        // interleaved: AWS always interleaves, whatever is asked.
        input.RequireKnown(
            "logGroupName", "logGroupIdentifier", "logStreamNames", "logStreamNamePrefix", "startTime", "endTime", "filterPattern",
            "nextToken", "limit", "interleaved", "unmask");
        LogsInput.RefuseUnmask(input);
        _ = input.Flag("interleaved");
        var group = groups.Require(input);
        var scope = $"FilterLogEvents {group.Name}";
        var query = new LogQuery(group.Function)
        {
            Since = input.Time("startTime"),
            Until = input.Time("endTime"),
            Pattern = Pattern(input),
            Limit = input.Limit(LogQuery.MaxLines),
            Days = await DaysAsync(input, group, cancellationToken),
            From = input.Text("nextToken") is { } token ? LogsToken.Read(scope, token) : null,
        };
        LogsInput.RequireOrder(query.Since, query.Until);
        var page = await archive.ReadAsync(query, cancellationToken);
        var next = page is { IsComplete: false, Next: { } position } ? LogsToken.Write(scope, position) : null;
        await request.WriteJsonAsync((page, next), static (json, s) => Write(json, s.page, s.next), cancellationToken);
    }

    private static LogPattern? Pattern(JsonElement input)
    {
        if (input.Text("filterPattern") is not { } text || string.IsNullOrWhiteSpace(text)) return null;
        return LogPattern.TryParse(text, out var pattern, out var error) ? pattern : throw LogsErrors.Invalid(error);
    }

    private async Task<Func<DateOnly, bool>?> DaysAsync(JsonElement input, LogGroup group, CancellationToken cancellationToken)
    {
        var prefix = LogStreamName.Read(input, "logStreamNamePrefix");
        var names = input.Texts("logStreamNames");
        if (names.Count > MaxStreams)
            throw LogsErrors.Constraint("of its length", "logStreamNames", $"Member must have length less than or equal to {MaxStreams}");
        if (prefix is not null && names.Count > 0)
            throw LogsErrors.Invalid("Only one of logStreamNames and logStreamNamePrefix can be specified.");
        if (prefix is not null) return day => LogStreamName.Of(day).StartsWith(prefix, StringComparison.Ordinal);
        if (names.Count == 0) return null;

        var there = (await archive.DaysAsync(group.Function, cancellationToken)).Select(day => day.Day).ToHashSet();
        var wanted = new HashSet<DateOnly>();
        foreach (var name in names)
        {
            if (LogStreamName.DayOf(LogStreamName.RequireValid(name, "logStreamNames")) is not { } day || !there.Contains(day))
                throw LogsErrors.NoStream();
            wanted.Add(day);
        }
        return wanted.Contains;
    }

    private static void Write(Utf8JsonWriter json, LogPage page, string? next)
    {
        json.WriteStartObject();
        json.WriteStartArray("events");
        foreach (var line in page.Lines)
        {
            var time = line.Time.ToUnixTimeMilliseconds();
            json.WriteStartObject();
            json.WriteString("logStreamName", LogStreamName.Of(line.Position.Day));
            json.WriteNumber("timestamp", time);
            json.WriteString("message", line.Text.Span);
            json.WriteNumber("ingestionTime", time);
            json.WriteString("eventId", EventId(line.Position));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        // AWS stopped telling what was searched; clients still expect the list.
        json.WriteStartArray("searchedLogStreams");
        json.WriteEndArray();
        if (next is not null) json.WriteString("nextToken", next);
        json.WriteEndObject();
    }

    // 56 digits, as AWS's ids have, in the order of the events.
    private static string EventId(LogPosition position) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.Day:yyyyMMdd}{position.Part:D8}{position.Offset:D40}");
}
