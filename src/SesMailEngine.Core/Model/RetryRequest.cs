using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SesMailEngine.Core.Model;

/// <summary>
/// A message of the retry queue: the request whose mail soft-bounced, once more, under an id of its own. As JSON:
/// <c>{"emailId", "originalEmailId", "retryAttempt": 1, "source", "detail": {…}}</c>.
/// </summary>
public sealed record RetryRequest
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The retry's own id (<see cref="IdFor"/>).</summary>
    public required string EmailId { get; init; }

    /// <summary>The id of the mail that soft-bounced.</summary>
    public required string OriginalEmailId { get; init; }

    /// <summary>Always 1: a retry never retries again.</summary>
    public int RetryAttempt { get; init; } = 1;

    /// <summary>The <c>source</c> of the caller's event.</summary>
    public required string Source { get; init; }

    /// <summary>The <c>detail</c> of the caller's event, without its <c>emailId</c>.</summary>
    public required string DetailJson { get; init; }

    /// <summary>
    /// The retry of a record; null when the record keeps nothing to repeat (<see cref="TrackingRecord.RetryDetailJson"/>),
    /// or what it keeps was spoilt by hand.
    /// </summary>
    public static RetryRequest? Of(TrackingRecord record)
    {
        if (record.RetryDetailJson is not { } kept) return null;
        try
        {
            return new()
            {
                EmailId = IdFor(record.EmailId),
                OriginalEmailId = record.OriginalEmailId,
                Source = record.Source,
                DetailJson = WithMetadata(kept, record.MetadataJson),
            };
        }
        catch (Exception spoilt) when (spoilt is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// The id of a mail's retry: <c>email-</c> + 32 hexadecimal digits that follow from the first mail's id. Scheduling
    /// the same retry twice, after a crash or when feedback comes again, therefore ends in one claim and one mail.
    /// </summary>
    public static string IdFor(string emailId) =>
        "email-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("retry 1 of " + emailId)).AsSpan(0, 16));

    /// <summary>
    /// What must be kept of a request's <c>detail</c> so that it can be repeated: all but <c>emailId</c>, which the retry
    /// replaces, <c>metadata</c>, which the record holds anyway, and what cannot be written again because it is no text.
    /// </summary>
    /// <param name="detailJson">A JSON object.</param>
    /// <exception cref="JsonException">It is not one.</exception>
    public static string DetailToKeep(string detailJson)
    {
        using var document = JsonDocument.Parse(detailJson);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("The detail is not an object.");
        var isText = !JsonUnicode.MayBeNoText(detailJson);
        return Written(json =>
        {
            json.WriteStartObject();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.NameEquals("emailId") || property.NameEquals("metadata")) continue;
                if (isText || JsonUnicode.IsText(property)) property.WriteTo(json);
            }
            json.WriteEndObject();
        });
    }

    /// <summary>The message body.</summary>
    public string ToJson() => Written(json =>
    {
        json.WriteStartObject();
        json.WriteString("emailId", EmailId);
        json.WriteString("originalEmailId", OriginalEmailId);
        json.WriteNumber("retryAttempt", RetryAttempt);
        json.WriteString("source", Source);
        json.WritePropertyName("detail");
        json.WriteRawValue(DetailJson);
        json.WriteEndObject();
    });

    /// <summary>Reads a message body; null when it is not one (not JSON, a part missing, or of another attempt than 1).</summary>
    public static RetryRequest? FromJson(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("emailId", out var id) || id.ValueKind != JsonValueKind.String
                || !root.TryGetProperty("originalEmailId", out var original) || original.ValueKind != JsonValueKind.String
                || !root.TryGetProperty("retryAttempt", out var attempt) || attempt.ValueKind != JsonValueKind.Number
                || !attempt.TryGetInt32(out var number) || number != 1
                || !root.TryGetProperty("source", out var source) || source.ValueKind != JsonValueKind.String
                || !root.TryGetProperty("detail", out var detail) || detail.ValueKind != JsonValueKind.Object)
            {
                return null;
            }
            return new()
            {
                EmailId = id.GetString()!,
                OriginalEmailId = original.GetString()!,
                Source = source.GetString()!,
                DetailJson = detail.GetRawText(),
            };
        }
        catch (JsonException)
        {
            return null;
        }
        catch (Exception noText) when (noText is InvalidOperationException or ArgumentException)
        {
            return null; // a lone surrogate, escaped or not: JSON by its grammar, but no text
        }
    }

    private static string WithMetadata(string kept, string? metadata)
    {
        using var document = JsonDocument.Parse(kept);
        return Written(json =>
        {
            json.WriteStartObject();
            foreach (var property in document.RootElement.EnumerateObject()) property.WriteTo(json);
            if (metadata is not null)
            {
                json.WritePropertyName("metadata");
                json.WriteRawValue(metadata);
            }
            json.WriteEndObject();
        });
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Relaxed)) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
