using System.Text.Encodings.Web;
using System.Text.Json;

namespace SesMailEngine.Core.Model;

/// <summary>A log line as both hosts write it: one JSON object with the same fields in the same order.</summary>
public static class LogFormat
{
    private const int MaxText = 16 << 10;

    /// <summary>How the writer of lines is made: text stays readable, and what is written here needs no checking.</summary>
    public static JsonWriterOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>A text as a log may hold it: addresses masked, at most 16 K characters.</summary>
    public static string Clean(string text)
    {
        // Masked before it is cut, so that no half of an address is left.
        if (text.Length > 4 * MaxText) text = text[..(4 * MaxText)];
        var masked = AddressMasking.Mask(text);
        return masked.Length <= MaxText ? masked : masked[..(char.IsHighSurrogate(masked[MaxText - 1]) ? MaxText - 1 : MaxText)] + "…";
    }

    /// <summary>Writes the object, without a line's end. Absent values are absent fields.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="entry">The entry; its own message and exception are not used.</param>
    /// <param name="message">The entry's message, cleaned (<see cref="Clean"/>).</param>
    /// <param name="exception">The entry's exception as text, cleaned; null for none.</param>
    /// <param name="function">The function's whole name.</param>
    /// <param name="now">The time.</param>
    /// <param name="requestId">The invocation it belongs to; null where there are none.</param>
    public static void Write(
        Utf8JsonWriter json, in LogEntry entry, string message, string? exception, string function, DateTimeOffset now,
        string? requestId = null)
    {
        json.WriteStartObject();
        json.WriteString("timestamp"u8, now.ToWire());
        json.WriteString("level"u8, entry.Level switch
        {
            LogLevel.Debug => "DEBUG"u8,
            LogLevel.Info => "INFO"u8,
            LogLevel.Warning => "WARNING"u8,
            _ => "ERROR"u8,
        });
        json.WriteString("message"u8, message);
        json.WriteString("function"u8, function);
        // An id is the producer's own text, and may hold an address as well.
        Text(json, "emailId"u8, entry.EmailId is { } id ? Clean(id) : null);
        Text(json, "templateName"u8, entry.TemplateName is { } template ? Clean(template) : null);
        Text(json, "status"u8, entry.Status);
        Text(json, "errorCode"u8, entry.ErrorCode);
        if (entry.DurationMs is { } duration) json.WriteNumber("durationMs"u8, Math.Round(duration, 3));
        Text(json, "exception"u8, exception);
        Text(json, "requestId"u8, requestId);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }
}
