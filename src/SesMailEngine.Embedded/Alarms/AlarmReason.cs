using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Embedded.Alarms;

/// <summary>Says why an alarm is in a state: a sentence for people, and JSON of the shape CloudWatch gives tools.</summary>
internal static class AlarmReason
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const string DataTime = "yyyy-MM-dd'T'HH:mm:ss.fff'+0000'";

    /// <summary>The sentence.</summary>
    /// <param name="alarm">The alarm.</param>
    /// <param name="state">The state it is in.</param>
    /// <param name="counted">The values that decided, newest first.</param>
    public static string Text(AlarmDefinition alarm, AlarmState state, IReadOnlyList<MetricPoint> counted)
    {
        var periods = alarm.EvaluationPeriods;
        var missing = periods - counted.Count;
        var span = $"{(periods == 1 ? "the last period" : $"the last {periods} periods")} of {Length(alarm.PeriodMinutes)}";
        if (state == AlarmState.InsufficientData) return $"Insufficient Data: nothing was measured in {span}.";
        var text = new StringBuilder("Threshold Crossed: ");
        if (counted.Count == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"nothing was measured in {span}, which counts as ")
                .Append(alarm.MissingData == MissingData.Breaching ? "a breach." : "good.");
            return text.ToString();
        }
        var isAlarm = state == AlarmState.Alarm;
        var shown = counted.Where(point => alarm.IsBreach(Value(alarm, point)) == isAlarm).ToList();
        if (periods > 1) text.Append(CultureInfo.InvariantCulture, $"{shown.Count} of ");
        text.Append(span).Append(' ')
            .Append(shown.Count == 1 ? "was" : "were").Append(isAlarm ? " " : " not ").Append(Words(alarm.Comparison))
            .Append(CultureInfo.InvariantCulture, $" the threshold ({Number(alarm.Threshold)}): [");
        text.AppendJoin(", ", shown.Select(point =>
            $"{Number(Value(alarm, point))} ({point.Start.UtcDateTime.ToString("dd/MM/yy HH:mm:ss", CultureInfo.InvariantCulture)})")).Append(']');
        if (missing > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", {missing} without data");
            if (alarm.MissingData is MissingData.Breaching or MissingData.NotBreaching)
                text.Append(alarm.MissingData == MissingData.Breaching ? " counted as a breach" : " counted as good");
        }
        return text.Append(CultureInfo.InvariantCulture, $" ({alarm.Needed} needed for ALARM).").ToString();
    }

    /// <summary>The JSON.</summary>
    public static string Data(AlarmDefinition alarm, IReadOnlyList<MetricPoint> counted, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteString("queryDate", Time(now));
            if (counted.Count > 0) json.WriteString("startDate", Time(counted[^1].Start));
            json.WriteString("statistic", alarm.Statistic.ToString());
            json.WriteNumber("period", alarm.PeriodMinutes * 60);
            json.WriteStartArray("recentDatapoints");
            foreach (var point in counted.Reverse()) json.WriteNumberValue(Value(alarm, point));
            json.WriteEndArray();
            json.WriteNumber("threshold", alarm.Threshold);
            json.WriteStartArray("evaluatedDatapoints");
            foreach (var point in counted)
            {
                json.WriteStartObject();
                json.WriteString("timestamp", Time(point.Start));
                json.WriteNumber("sampleCount", point.Values.Samples);
                json.WriteNumber("value", Value(alarm, point));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A comparison in words: <c>greater than</c>.</summary>
    public static string Words(AlarmComparison comparison) => comparison switch
    {
        AlarmComparison.GreaterThanThreshold => "greater than",
        AlarmComparison.GreaterThanOrEqualToThreshold => "greater than or equal to",
        AlarmComparison.LessThanThreshold => "less than",
        _ => "less than or equal to",
    };

    /// <summary>A length of time in words: <c>5 minutes</c>.</summary>
    public static string Length(int minutes) => minutes switch
    {
        1 => "1 minute",
        60 => "1 hour",
        _ when minutes % 60 == 0 => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes"),
    };

    private static double Value(AlarmDefinition alarm, MetricPoint point) => point.Values.Get(alarm.Statistic);

    private static string Number(double value) => value.ToString("0.0#######", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(DataTime, CultureInfo.InvariantCulture);
}
