using Amazon.DynamoDBv2;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>The counters of days from the DailyStats table: one small query a day, some of them at once.</summary>
public sealed class DailyStatistics : IDailyStatistics
{
    private const int AtOnce = 8;

    private readonly TableCalls calls;
    private readonly string table;

    /// <summary>Makes it. <paramref name="client"/> should be made with <see cref="DynamoDbClients"/>: no retries of its own.</summary>
    public DailyStatistics(IAmazonDynamoDB client, ResourceNames names, CallRetries retries)
    {
        calls = new TableCalls(client, retries);
        table = names.DailyStatsTable;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DayCounts>> GetAsync(DateOnly fromDay, DateOnly toDay, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fromDay, toDay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(toDay.DayNumber - fromDay.DayNumber, IDailyStatistics.MaxDays - 1);
        var days = new DayCounts[toDay.DayNumber - fromDay.DayNumber + 1];
        await Parallel.ForAsync(
            0, days.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, cancel) =>
            {
                var day = fromDay.AddDays(i);
                days[i] = new DayCounts(day, await DailyCounters.ReadDayAsync(calls, table, MailPlace.Text(day), cancel).ConfigureAwait(false));
            }).ConfigureAwait(false);
        return days;
    }
}
