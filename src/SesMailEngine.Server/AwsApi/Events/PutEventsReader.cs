using System.Text;
using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>
/// Reads a PutEvents request without building a document: this is the busiest call of the host, and most of its bytes are
/// details that are only checked and passed on.
/// </summary>
internal static class PutEventsReader
{
    private const int MaxEntries = 10;
    private const int TimeBytes = 14;

    /// <summary>The entries; anything that is not what the API's model says is refused.</summary>
    public static List<PutEventsEntry> Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            List<PutEventsEntry>? entries = null;
            ReadStart(ref reader, JsonTokenType.StartObject, "The request body");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!reader.ValueTextEquals("Entries"u8))
                {
                    RefuseUnlessNull(ref reader);
                    continue;
                }
                reader.Read();
                if (reader.TokenType != JsonTokenType.Null) entries = ReadEntries(ref reader);
            }
            if (reader.Read()) throw Malformed();
            return Checked(entries);
        }
        catch (JsonException)
        {
            throw Malformed();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate in an escape: JSON by its grammar, but no text.
            throw AwsException.Serialization("The request body holds text that is not valid Unicode.");
        }
    }

    private static List<PutEventsEntry> Checked(List<PutEventsEntry>? entries)
    {
        if (entries is null) throw EventsErrors.Constraint("null", "entries", "Member must not be null");
        if (entries.Count is 0)
            throw EventsErrors.Constraint("'[]'", "entries", "Member must have length greater than or equal to 1");
        if (entries.Count > MaxEntries)
            throw EventsErrors.Constraint(
                $"'[{entries.Count} entries]'", "entries", "Member must have length less than or equal to 10");
        var total = 0L;
        foreach (var entry in entries) total += entry.Size;
        if (total > PutEventsEntry.MaxTotalBytes)
            throw AwsException.Validation("Total size of the entries in the request is over the limit.");
        return entries;
    }

    private static List<PutEventsEntry> ReadEntries(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray, "Entries");
        var entries = new List<PutEventsEntry>(MaxEntries);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.StartObject, "Entries");
            entries.Add(ReadEntry(ref reader));
        }
        return entries;
    }

    private static PutEventsEntry ReadEntry(ref Utf8JsonReader reader)
    {
        var entry = new PutEventsEntry();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("Source"u8)) entry.Source = ReadText(ref reader, "Source", ref entry.Size);
            else if (reader.ValueTextEquals("DetailType"u8)) entry.DetailType = ReadText(ref reader, "DetailType", ref entry.Size);
            else if (reader.ValueTextEquals("Detail"u8)) ReadDetail(ref reader, ref entry);
            else if (reader.ValueTextEquals("EventBusName"u8)) entry.Bus = ReadUncounted(ref reader, "EventBusName");
            else if (reader.ValueTextEquals("Time"u8)) entry.Time = ReadTime(ref reader, ref entry.Size);
            else if (reader.ValueTextEquals("Resources"u8)) entry.Resources = ReadResources(ref reader, ref entry.Size);
            // A trace header is for AWS X-Ray; it changes nothing about the event.
            else if (reader.ValueTextEquals("TraceHeader"u8)) ReadUncounted(ref reader, "TraceHeader");
            else RefuseUnlessNull(ref reader);
        }
        return entry;
    }

    private static void ReadDetail(ref Utf8JsonReader reader, ref PutEventsEntry entry)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return;
        Expect(ref reader, JsonTokenType.String, "Detail");
        using var text = new PooledBuffer(reader.ValueSpan.Length);
        text.Advance(reader.CopyString(text.GetSpan(reader.ValueSpan.Length)));
        entry.Size += text.Length;
        entry.Detail = Encoding.UTF8.GetString(text.WrittenSpan);
        entry.IsDetailObject = JsonCheck.IsObject(text.WrittenSpan);
    }

    private static DateTimeOffset? ReadTime(ref Utf8JsonReader reader, ref int size)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        size += TimeBytes;
        // The model says epoch seconds; some clients send ISO 8601 text, which EventBridge also reads.
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time)) return time.ToUniversalTime();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) && seconds is >= 0 and < 253_402_300_800)
            return DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000));
        throw AwsException.Serialization("The member Time is not a time in seconds since 1970.");
    }

    private static List<string>? ReadResources(ref Utf8JsonReader reader, ref int size)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        Expect(ref reader, JsonTokenType.StartArray, "Resources");
        var resources = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.String, "Resources");
            resources.Add(reader.GetString()!);
            size += Encoding.UTF8.GetByteCount(resources[^1]);
        }
        return resources;
    }

    private static string? ReadText(ref Utf8JsonReader reader, string name, ref int size)
    {
        var text = ReadUncounted(ref reader, name);
        if (text is not null) size += Encoding.UTF8.GetByteCount(text);
        return text;
    }

    private static string? ReadUncounted(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        Expect(ref reader, JsonTokenType.String, name);
        return reader.GetString();
    }

    private static void RefuseUnlessNull(ref Utf8JsonReader reader)
    {
        var name = reader.GetString()!;
        reader.Read();
        if (reader.TokenType != JsonTokenType.Null) throw AwsException.UnsupportedParameter(name);
    }

    private static void ReadStart(ref Utf8JsonReader reader, JsonTokenType wanted, string name)
    {
        reader.Read();
        Expect(ref reader, wanted, name);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType wanted, string name)
    {
        if (reader.TokenType != wanted) throw AwsException.Serialization($"{name} is not of the type the API says.");
    }

    private static AwsException Malformed() => AwsException.Serialization("The request body is not valid JSON.");
}
