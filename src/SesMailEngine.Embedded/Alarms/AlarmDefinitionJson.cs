using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Embedded.Alarms;

/// <summary>A definition as the data file and the history hold it.</summary>
internal static class AlarmDefinitionJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static string Write(AlarmDefinition alarm)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("alarmName", alarm.Name);
            if (alarm.Description is { } description) json.WriteString("alarmDescription", description);
            json.WriteString("namespace", alarm.Metric.Namespace);
            json.WriteString("metricName", alarm.Metric.Name);
            json.WriteStartObject("dimensions");
            foreach (var (name, value) in alarm.Metric.Dimensions) json.WriteString(name, value);
            json.WriteEndObject();
            if (alarm.Unit is { } unit) json.WriteString("unit", unit);
            json.WriteString("statistic", alarm.Statistic.ToString());
            json.WriteNumber("period", alarm.PeriodMinutes * 60);
            json.WriteNumber("evaluationPeriods", alarm.EvaluationPeriods);
            if (alarm.DatapointsToAlarm is { } needed) json.WriteNumber("datapointsToAlarm", needed);
            json.WriteNumber("threshold", alarm.Threshold);
            json.WriteString("comparisonOperator", alarm.Comparison.ToString());
            json.WriteString("treatMissingData", alarm.MissingData.ToString());
            json.WriteBoolean("actionsEnabled", alarm.ActionsEnabled);
            Write(json, "okActions", alarm.OkActions);
            Write(json, "alarmActions", alarm.AlarmActions);
            Write(json, "insufficientDataActions", alarm.InsufficientDataActions);
            json.WriteNumber("updatedAt", alarm.UpdatedAt.ToUnixTimeMilliseconds());
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="Write(AlarmDefinition)"/> wrote.</summary>
    public static AlarmDefinition Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var json = document.RootElement;
        return new AlarmDefinition
        {
            Name = json.GetProperty("alarmName").GetString()!,
            Description = Text(json, "alarmDescription"),
            Metric = new MetricKey(
                json.GetProperty("namespace").GetString()!, json.GetProperty("metricName").GetString()!,
                json.GetProperty("dimensions").EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetString()!))),
            Unit = Text(json, "unit"),
            Statistic = Enum.Parse<MetricStatistic>(json.GetProperty("statistic").GetString()!),
            PeriodMinutes = json.GetProperty("period").GetInt32() / 60,
            EvaluationPeriods = json.GetProperty("evaluationPeriods").GetInt32(),
            DatapointsToAlarm = json.TryGetProperty("datapointsToAlarm", out var needed) ? needed.GetInt32() : null,
            Threshold = json.GetProperty("threshold").GetDouble(),
            Comparison = Enum.Parse<AlarmComparison>(json.GetProperty("comparisonOperator").GetString()!),
            MissingData = Enum.Parse<MissingData>(json.GetProperty("treatMissingData").GetString()!),
            ActionsEnabled = json.GetProperty("actionsEnabled").GetBoolean(),
            OkActions = Texts(json, "okActions"),
            AlarmActions = Texts(json, "alarmActions"),
            InsufficientDataActions = Texts(json, "insufficientDataActions"),
            UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty("updatedAt").GetInt64()),
        };
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IReadOnlyList<string> Texts(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];
}
