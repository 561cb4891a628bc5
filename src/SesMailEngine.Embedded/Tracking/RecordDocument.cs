using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Tracking;

/// <summary>
/// The <c>doc</c> column: everything of a tracking record that is not a column of its own, as compact JSON. Times are
/// milliseconds since 1970. Written and read by hand: it happens several times for each mail.
/// </summary>
internal sealed class RecordDocument : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _buffer = new(2048);
    private readonly Utf8JsonWriter _json;

    /// <summary>Makes a writer of documents, used by one thread.</summary>
    public RecordDocument() => _json = new Utf8JsonWriter(_buffer, Options);

    /// <summary>The document of a record; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(TrackingRecord record)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("status"u8, record.Status.ToWireName());
        _json.WriteString("template"u8, record.TemplateName);
        _json.WriteString("source"u8, record.Source);
        Number("retry"u8, record.RetryAttempt);
        Text("subject"u8, record.Subject);
        Text("from"u8, record.SenderEmail);
        Text("version"u8, record.TemplateVersion);
        Json("metadata"u8, record.MetadataJson);
        Json("again"u8, record.RetryDetailJson);
        Text("errorType"u8, record.ErrorType);
        Text("errorCode"u8, record.ErrorCode);
        Text("errorMessage"u8, record.ErrorMessage);
        Time("claimed"u8, record.ClaimedAt);
        Time("sent"u8, record.SentAt);
        Time("delivered"u8, record.DeliveredAt);
        Time("opened"u8, record.OpenedAt);
        Number("opens"u8, record.OpenCount);
        Number("machineOpens"u8, record.MachineOpenCount);
        Number("clicks"u8, record.ClickCount);
        Time("delayed"u8, record.DelayedAt);
        Time("bounced"u8, record.BouncedAt);
        Text("bounceType"u8, record.BounceType);
        Text("bounceSubType"u8, record.BounceSubType);
        Text("bounceReason"u8, record.BounceReason);
        Time("complained"u8, record.ComplainedAt);
        Text("complaintType"u8, record.ComplaintFeedbackType);
        Time("failed"u8, record.FailedAt);
        WriteEvents(record.Events);
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan;
    }

    /// <summary>
    /// The record of a row. <paramref name="row"/> holds the columns; what it says of other members does not matter.
    /// </summary>
    public static TrackingRecord Read(TrackingRecord row, ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document);
        reader.Read();
        string? subject = null, from = null, version = null, metadata = null, again = null, template = "", source = "";
        string? errorType = null, errorCode = null, errorMessage = null;
        string? bounceType = null, bounceSubType = null, bounceReason = null, complaintType = null;
        DateTimeOffset? claimed = null, sent = null, delivered = null, opened = null, delayed = null;
        DateTimeOffset? bounced = null, complained = null, failed = null;
        int retry = 0, opens = 0, machineOpens = 0, clicks = 0;
        var status = EmailStatus.Sending;
        IReadOnlyList<TimelineEntry> events = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("status"u8)) _ = EmailStatuses.TryParse(TextAt(ref reader), out status);
            else if (name.SequenceEqual("template"u8)) template = TextAt(ref reader);
            else if (name.SequenceEqual("source"u8)) source = TextAt(ref reader);
            else if (name.SequenceEqual("retry"u8)) retry = NumberAt(ref reader);
            else if (name.SequenceEqual("subject"u8)) subject = TextAt(ref reader);
            else if (name.SequenceEqual("from"u8)) from = TextAt(ref reader);
            else if (name.SequenceEqual("version"u8)) version = TextAt(ref reader);
            else if (name.SequenceEqual("metadata"u8)) metadata = JsonAt(ref reader, document);
            else if (name.SequenceEqual("again"u8)) again = JsonAt(ref reader, document);
            else if (name.SequenceEqual("errorType"u8)) errorType = TextAt(ref reader);
            else if (name.SequenceEqual("errorCode"u8)) errorCode = TextAt(ref reader);
            else if (name.SequenceEqual("errorMessage"u8)) errorMessage = TextAt(ref reader);
            else if (name.SequenceEqual("claimed"u8)) claimed = TimeAt(ref reader);
            else if (name.SequenceEqual("sent"u8)) sent = TimeAt(ref reader);
            else if (name.SequenceEqual("delivered"u8)) delivered = TimeAt(ref reader);
            else if (name.SequenceEqual("opened"u8)) opened = TimeAt(ref reader);
            else if (name.SequenceEqual("opens"u8)) opens = NumberAt(ref reader);
            else if (name.SequenceEqual("machineOpens"u8)) machineOpens = NumberAt(ref reader);
            else if (name.SequenceEqual("clicks"u8)) clicks = NumberAt(ref reader);
            else if (name.SequenceEqual("delayed"u8)) delayed = TimeAt(ref reader);
            else if (name.SequenceEqual("bounced"u8)) bounced = TimeAt(ref reader);
            else if (name.SequenceEqual("bounceType"u8)) bounceType = TextAt(ref reader);
            else if (name.SequenceEqual("bounceSubType"u8)) bounceSubType = TextAt(ref reader);
            else if (name.SequenceEqual("bounceReason"u8)) bounceReason = TextAt(ref reader);
            else if (name.SequenceEqual("complained"u8)) complained = TimeAt(ref reader);
            else if (name.SequenceEqual("complaintType"u8)) complaintType = TextAt(ref reader);
            else if (name.SequenceEqual("failed"u8)) failed = TimeAt(ref reader);
            else if (name.SequenceEqual("events"u8)) events = ReadEvents(ref reader);
            else reader.Skip();
        }
        return row with
        {
            Status = status,
            TemplateName = template ?? "",
            Source = source ?? "",
            RetryAttempt = retry,
            Subject = subject,
            SenderEmail = from,
            TemplateVersion = version,
            MetadataJson = metadata,
            RetryDetailJson = again,
            ErrorType = errorType,
            ErrorCode = errorCode,
            ErrorMessage = errorMessage,
            ClaimedAt = claimed,
            SentAt = sent,
            DeliveredAt = delivered,
            OpenedAt = opened,
            OpenCount = opens,
            MachineOpenCount = machineOpens,
            ClickCount = clicks,
            DelayedAt = delayed,
            BouncedAt = bounced,
            BounceType = bounceType,
            BounceSubType = bounceSubType,
            BounceReason = bounceReason,
            ComplainedAt = complained,
            ComplaintFeedbackType = complaintType,
            FailedAt = failed,
            Events = events,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) _json.WriteString(name, value);
    }

    private void Number(ReadOnlySpan<byte> name, int value)
    {
        if (value != 0) _json.WriteNumber(name, value);
    }

    // The caller's own JSON is kept letter by letter.
    private void Json(ReadOnlySpan<byte> name, string? value)
    {
        if (value is null) return;
        _json.WritePropertyName(name);
        _json.WriteRawValue(value, skipInputValidation: true);
    }

    private void Time(ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is not { } time) return;
        _json.WritePropertyName(name);
        TimeValue(time);
    }

    // A time finer than a millisecond must come back the same, too: claims are told apart by theirs.
    private void TimeValue(DateTimeOffset time)
    {
        var ticks = time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        if (ticks % TimeSpan.TicksPerMillisecond == 0) _json.WriteNumberValue(ticks / TimeSpan.TicksPerMillisecond);
        else _json.WriteNumberValue((decimal)ticks / TimeSpan.TicksPerMillisecond);
    }

    private void WriteEvents(IReadOnlyList<TimelineEntry> events)
    {
        if (events.Count == 0) return;
        _json.WriteStartArray("events"u8);
        for (var i = 0; i < events.Count; i++)
        {
            var entry = events[i];
            _json.WriteStartArray();
            _json.WriteStringValue(entry.Type);
            TimeValue(entry.Timestamp);
            if (entry.Id is not null || entry.Note is not null) _json.WriteStringValue(entry.Id);
            if (entry.Note is not null) _json.WriteStringValue(entry.Note);
            _json.WriteEndArray();
        }
        _json.WriteEndArray();
    }

    private static List<TimelineEntry> ReadEvents(ref Utf8JsonReader reader)
    {
        var result = new List<TimelineEntry>(4);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var type = TextAt(ref reader) ?? "";
            var time = TimeAt(ref reader) ?? default;
            string? id = null, note = null;
            if (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                id = reader.GetString();
                if (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    note = reader.GetString();
                    reader.Read();
                }
            }
            result.Add(new(type, time, id, note));
        }
        return result;
    }

    private static string? TextAt(ref Utf8JsonReader reader) => reader.Read() ? reader.GetString() : null;

    private static int NumberAt(ref Utf8JsonReader reader) => reader.Read() ? reader.GetInt32() : 0;

    private static DateTimeOffset? TimeAt(ref Utf8JsonReader reader)
    {
        reader.Read();
        var ticks = reader.TryGetInt64(out var milliseconds)
            ? milliseconds * TimeSpan.TicksPerMillisecond
            : (long)(reader.GetDecimal() * TimeSpan.TicksPerMillisecond);
        return new DateTimeOffset(ticks + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero);
    }

    private static string JsonAt(ref Utf8JsonReader reader, ReadOnlySpan<byte> document)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Encoding.UTF8.GetString(document[start..(int)reader.BytesConsumed]);
    }
}
