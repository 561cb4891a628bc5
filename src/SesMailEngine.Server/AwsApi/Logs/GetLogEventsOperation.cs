using System.Text.Json;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Logs;

/// <summary>
/// GetLogEvents (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html): one stream, page by page
/// in both directions. At either end the token comes back unchanged.
/// </summary>
internal sealed class GetLogEventsOperation(LogGroups groups, ILogArchive archive)
{
    private const string Forward = "f/";
    private const string Backward = "b/";

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var document = JsonInput.Parse(request);
        var input = document.RootElement;
        input.RequireKnown(
            "logGroupName", "logGroupIdentifier", "logStreamName", "startTime", "endTime", "nextToken", "limit", "startFromHead", "unmask");
        LogsInput.RefuseUnmask(input);
        var group = groups.Require(input);
        var stream = LogStreamName.Read(input, "logStreamName")
            ?? throw LogsErrors.Constraint("null", "logStreamName", "Member must not be null");
        var day = await RequireDayAsync(group, stream, cancellationToken);
        var scope = $"GetLogEvents {group.Name} {stream}";
        var token = input.Text("nextToken");
        var since = input.Time("startTime");
        // Unlike FilterLogEvents, what happens at the end itself is left out here.
        var until = input.Time("endTime") is { } end && end > DateTimeOffset.UnixEpoch ? end.AddMilliseconds(-1) : (DateTimeOffset?)null;
        var isBackward = token is null ? input.Flag("startFromHead") != true : token.StartsWith(Backward, StringComparison.Ordinal);
        var query = new LogQuery(group.Function)
        {
            Since = since,
            Until = until,
            Days = day.Equals,
            Limit = input.Limit(LogQuery.MaxLines),
            From = token is null ? null : Position(scope, token),
            IsBackward = isBackward,
        };
        if (query.Since is { } && query.Until < query.Since) LogsInput.RequireOrder(since, input.Time("endTime"));
        var page = await archive.ReadAsync(query, cancellationToken);
        await request.WriteJsonAsync(
            (page, Forward: Forward + LogsToken.Write(scope, After(page, query, day)), Backward: Backward + LogsToken.Write(scope, Before(page, query, day))),
            static (json, s) => Write(json, s.page, s.Forward, s.Backward), cancellationToken);
    }

    private async Task<DateOnly> RequireDayAsync(LogGroup group, string stream, CancellationToken cancellationToken)
    {
        if (LogStreamName.DayOf(stream) is { } day
            && (await archive.DaysAsync(group.Function, cancellationToken)).Any(there => there.Day == day)) return day;
        throw LogsErrors.NoStream();
    }

    private static LogPosition Position(string scope, string token) =>
        token.StartsWith(Forward, StringComparison.Ordinal) || token.StartsWith(Backward, StringComparison.Ordinal)
            ? LogsToken.Read(scope, token[Forward.Length..]) : throw LogsErrors.BadToken();

    // Where reading on begins: behind what was read, and before it.
    private static LogPosition After(LogPage page, LogQuery query, DateOnly day)
    {
        if (!query.IsBackward && page.Next is { } next) return next;
        if (page.Lines is [.., var last]) return last.Position with { Offset = last.Position.Offset + last.Text.Length + 1 };
        return query.From ?? page.Next ?? new LogPosition(day, 0, 0);
    }

    private static LogPosition Before(LogPage page, LogQuery query, DateOnly day)
    {
        if (query.IsBackward && page.Next is { } next) return next;
        if (page.Lines is [var first, ..]) return first.Position;
        return query.From ?? new LogPosition(day, 0, 0);
    }

    private static void Write(Utf8JsonWriter json, LogPage page, string forward, string backward)
    {
        json.WriteStartObject();
        json.WriteStartArray("events");
        foreach (var line in page.Lines)
        {
            var time = line.Time.ToUnixTimeMilliseconds();
            json.WriteStartObject();
            json.WriteNumber("timestamp", time);
            json.WriteString("message", line.Text.Span);
            json.WriteNumber("ingestionTime", time);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("nextForwardToken", forward);
        json.WriteString("nextBackwardToken", backward);
        json.WriteEndObject();
    }
}
