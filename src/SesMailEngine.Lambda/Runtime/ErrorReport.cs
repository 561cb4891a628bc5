using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SesMailEngine.Lambda.Runtime;

/// <summary>An error as the Runtime API takes it: <c>errorMessage</c>, <c>errorType</c>, <c>stackTrace</c>.</summary>
/// <param name="Type">The exception's name.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="StackTrace">The frames, innermost first.</param>
internal sealed record ErrorReport(string Type, string Message, IReadOnlyList<string> StackTrace)
{
    private const int MaxMessageLength = 8_192;
    private const int MaxFrames = 40;

    /// <summary>The report of an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="mask">Takes out of a text what nobody but the recipient should read.</param>
    public static ErrorReport Of(Exception exception, Func<string, string> mask)
    {
        var frames = exception.StackTrace?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var message = mask(exception.Message);
        if (message.Length > MaxMessageLength) message = message[..MaxMessageLength];
        return new(exception.GetType().Name, message, frames.Length > MaxFrames ? frames[..MaxFrames] : frames);
    }

    /// <summary>The body of the report.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("errorMessage"u8, Message);
            json.WriteString("errorType"u8, Type);
            json.WriteStartArray("stackTrace"u8);
            foreach (var frame in StackTrace) json.WriteStringValue(frame);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
