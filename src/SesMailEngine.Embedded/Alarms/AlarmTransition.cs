using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SesMailEngine.Embedded.Alarms;

/// <summary>What the history keeps of a change of state and of an action, as JSON of CloudWatch's shape.</summary>
internal static class AlarmTransition
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>From one state to another.</summary>
    public static string Data(AlarmStatus before, AlarmStatus after) => Write(json =>
    {
        json.WriteString("version", "1.0");
        WriteState(json, "oldState", before);
        WriteState(json, "newState", after);
    });

    /// <summary>Somebody was told.</summary>
    public static string ActionData(Alarm alarm, string topic) => Write(json =>
    {
        json.WriteString("actionState", "Succeeded");
        json.WriteString("notificationResource", topic);
        json.WriteString("stateUpdateTimestamp", alarm.Status.UpdatedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
    });

    private static void WriteState(Utf8JsonWriter json, string name, AlarmStatus status)
    {
        json.WriteStartObject(name);
        json.WriteString("stateValue", status.State.ToWireName());
        json.WriteString("stateReason", status.Reason);
        if (status.ReasonData is { } data)
        {
            json.WritePropertyName("stateReasonData");
            json.WriteRawValue(data);
        }
        json.WriteEndObject();
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
