using System.Text.Json;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Logs;

/// <summary>
/// DescribeLogStreams (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html). Streams are
/// days, so by name and by the last event is the same order.
/// </summary>
internal sealed class DescribeLogStreamsOperation(LogGroups groups, ILogArchive archive)
{
    private const int MaxLimit = 50;

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var document = JsonInput.Parse(request);
        var input = document.RootElement;
        input.RequireKnown(
            "logGroupName", "logGroupIdentifier", "logStreamNamePrefix", "orderBy", "descending", "nextToken", "limit");
        var group = groups.Require(input);
        var prefix = LogStreamName.Read(input, "logStreamNamePrefix") ?? "";
        var isByTime = input.Text("orderBy") switch
        {
            null or "LogStreamName" => false,
            "LastEventTime" => true,
            _ => throw LogsErrors.Constraint("given", "orderBy", "Member must satisfy enum value set: [LogStreamName, LastEventTime]"),
        };
        if (isByTime && prefix.Length > 0) throw LogsErrors.Invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        var isDescending = input.Flag("descending") == true;
        var limit = input.Limit(MaxLimit);
        var scope = $"DescribeLogStreams {group.Name} {isDescending}";
        var after = input.Text("nextToken") is { } token ? LogsToken.ReadText(scope, token) : null;

        var streams = (await archive.DaysAsync(group.Function, cancellationToken))
            .Select(day => (Name: LogStreamName.Of(day.Day), Day: day))
            .Where(stream => stream.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        if (isDescending) streams.Reverse();
        var rest = after is null ? streams : streams.FindAll(
            stream => isDescending ? string.CompareOrdinal(stream.Name, after) < 0 : string.CompareOrdinal(stream.Name, after) > 0);
        var next = rest.Count > limit ? LogsToken.WriteText(scope, rest[limit - 1].Name) : null;
        var page = rest.Take(limit).ToList();
        await request.WriteJsonAsync((page, next, Arn: groups.Arn(group)), static (json, s) => Write(json, s.page, s.next, s.Arn), cancellationToken);
    }

    private static void Write(Utf8JsonWriter json, List<(string Name, LogDay Day)> page, string? next, string arn)
    {
        json.WriteStartObject();
        json.WriteStartArray("logStreams");
        foreach (var (name, day) in page)
        {
            json.WriteStartObject();
            json.WriteString("logStreamName", name);
            json.WriteNumber("creationTime", day.First.ToUnixTimeMilliseconds());
            json.WriteNumber("firstEventTimestamp", day.First.ToUnixTimeMilliseconds());
            json.WriteNumber("lastEventTimestamp", day.Last.ToUnixTimeMilliseconds());
            json.WriteNumber("lastIngestionTime", day.Last.ToUnixTimeMilliseconds());
            json.WriteString("arn", $"{arn}:log-stream:{name}");
            // AWS counts only whole groups any more.
            json.WriteNumber("storedBytes", 0);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (next is not null) json.WriteString("nextToken", next);
        json.WriteEndObject();
    }
}
