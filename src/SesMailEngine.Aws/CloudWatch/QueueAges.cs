using System.Globalization;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.CloudWatch;

/// <summary>
/// How long the oldest message of a queue has waited, as CloudWatch measured it last: GetMetricData
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html) of SQS's
/// <c>ApproximateAgeOfOldestMessage</c>.
/// </summary>
/// <param name="calls">The calls.</param>
/// <param name="time">The clock.</param>
public sealed class QueueAges(PortCalls calls, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>The latest measured ages; queues nobody measured are left out.</summary>
    public async Task<IReadOnlyDictionary<string, TimeSpan>> GetAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var answer = await calls.JsonAsync(
            "monitoring", "GraniteServiceVersion20100801.GetMetricData", "1.0",
            json =>
            {
                json.WriteNumber("StartTime", (now - Window).ToUnixTimeSeconds());
                json.WriteNumber("EndTime", now.ToUnixTimeSeconds());
                json.WriteString("ScanBy", "TimestampDescending");
                json.WriteStartArray("MetricDataQueries");
                for (var i = 0; i < queues.Count; i++)
                {
                    json.WriteStartObject();
                    json.WriteString("Id", string.Create(CultureInfo.InvariantCulture, $"q{i}"));
                    json.WriteStartObject("MetricStat");
                    json.WriteStartObject("Metric");
                    json.WriteString("Namespace", "AWS/SQS");
                    json.WriteString("MetricName", "ApproximateAgeOfOldestMessage");
                    json.WriteStartArray("Dimensions");
                    json.WriteStartObject();
                    json.WriteString("Name", "QueueName");
                    json.WriteString("Value", queues[i]);
                    json.WriteEndObject();
                    json.WriteEndArray();
                    json.WriteEndObject();
                    json.WriteNumber("Period", 60);
                    json.WriteString("Stat", "Maximum");
                    json.WriteEndObject();
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
            cancellationToken).ConfigureAwait(false);
        var ages = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        foreach (var result in answer.Items("MetricDataResults"))
        {
            if (result.Text("Id") is ['q', .. var digits] && int.TryParse(digits, CultureInfo.InvariantCulture, out var i) && i < queues.Count
                && result.Items("Values").Select(value => (double?)value.GetDouble()).FirstOrDefault() is { } seconds and >= 0)
            {
                ages[queues[i]] = TimeSpan.FromSeconds(seconds);
            }
        }
        return ages;
    }
}
