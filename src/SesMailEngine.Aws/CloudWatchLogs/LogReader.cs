using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Aws.CloudWatchLogs;

/// <summary>
/// The functions' logs: FilterLogEvents
/// (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html), one page a call.
/// </summary>
/// <param name="calls">The calls.</param>
/// <param name="names">The functions' names.</param>
public sealed class LogReader(PortCalls calls, ResourceNames names) : ILogReader
{
    /// <inheritdoc/>
    public async Task<LogReading> FindAsync(LogFilter filter, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ILogReader.MaxPage);
        try
        {
            var answer = await calls.JsonAsync(
                "logs", "Logs_20140328.FilterLogEvents", "1.1",
                json =>
                {
                    json.WriteString("logGroupName", $"/aws/lambda/{names.Stack}-{filter.Function}");
                    json.WriteNumber("limit", limit);
                    if (filter.Text is { Length: > 0 } text) json.WriteString("filterPattern", Phrase(text));
                    if (filter.From is { } from) json.WriteNumber("startTime", Math.Max(0, from.ToUnixTimeMilliseconds()));
                    // The end is inclusive at the service.
                    if (filter.To is { } to) json.WriteNumber("endTime", Math.Max(0, to.ToUnixTimeMilliseconds() - 1));
                    if (after is not null) json.WriteString("nextToken", after);
                },
                cancellationToken).ConfigureAwait(false);
            return new LogReading(
                [
                    .. answer.Items("events").Select(line => new LoggedLine(
                        DateTimeOffset.FromUnixTimeMilliseconds((long)(line.Number("timestamp") ?? 0)), filter.Function,
                        (line.Text("message") ?? "").TrimEnd('\n'))),
                ],
                answer.Text("nextToken"));
        }
        catch (PortException exception) when (exception.ErrorName == "ResourceNotFoundException")
        {
            // A function that never ran has no log group.
            return new LogReading([], null);
        }
        catch (PortException exception) when (after is not null && exception.ErrorName is "InvalidParameterException" or "ValidationException")
        {
            throw PortFailures.InvalidToken();
        }
    }

    // In quotes, so that nothing in it is an operator.
    internal static string Phrase(string text) =>
        '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';
}
