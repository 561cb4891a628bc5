using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports.Operations;

/// <summary>
/// Which mails are asked for; what is null does not restrict. A recipient is found through its index, everything else through the
/// days: without a recipient, <see cref="FromDay"/> and <see cref="ToDay"/> span at most <see cref="MaxDays"/> days.
/// </summary>
public sealed record MailQuery
{
    /// <summary>The most days a query without a recipient covers: the longest time records are kept.</summary>
    public const int MaxDays = 366;

    /// <summary>The recipient's comparison key (<see cref="EmailAddress.ComparisonKey"/>).</summary>
    public string? Recipient { get; init; }

    /// <summary>The first UTC day, inclusive. Null beside a recipient: any; else <see cref="ToDay"/>.</summary>
    public DateOnly? FromDay { get; init; }

    /// <summary>The last UTC day, inclusive. Null beside a recipient: any; else today.</summary>
    public DateOnly? ToDay { get; init; }

    /// <summary>The status now.</summary>
    public EmailStatus? Status { get; init; }

    /// <summary>The template's name, whole.</summary>
    public string? TemplateName { get; init; }

    /// <summary>The catalogue's code, whole, for example <c>TMPL006</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>A top-level key of the metadata, for example <c>campaign</c>; needs <see cref="MetadataValue"/>.</summary>
    public string? MetadataKey { get; init; }

    /// <summary>The value of that key as text; numbers and booleans as JSON writes them.</summary>
    public string? MetadataValue { get; init; }

    /// <summary>A part of the id, the recipient, the subject or the error message, whatever its case.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// True when a record fits everything but the days, which the adapter's index looks after - except beside a recipient, whose
    /// index knows no days: then they are looked at here.
    /// </summary>
    public bool Takes(TrackingRecord record) =>
        (Recipient is null || record.ToEmail == Recipient)
        && (FromDay is null || DayOf(record) >= FromDay)
        && (ToDay is null || DayOf(record) <= ToDay)
        && (Status is null || record.Status == Status)
        && (TemplateName is null || record.TemplateName == TemplateName)
        && (ErrorCode is null || string.Equals(record.ErrorCode, ErrorCode, StringComparison.OrdinalIgnoreCase))
        && (MetadataKey is null || HasMetadata(record.MetadataJson))
        && (Text is null || Contains(record.EmailId) || Contains(record.ToEmail) || Contains(record.Subject) || Contains(record.ErrorMessage));

    private static DateOnly DayOf(TrackingRecord record) => DateOnly.FromDateTime(record.Timestamp.UtcDateTime);

    private bool Contains(string? text) => text?.Contains(Text!, StringComparison.OrdinalIgnoreCase) == true;

    private bool HasMetadata(string? json)
    {
        if (json is null) return false;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty(MetadataKey!, out var value)
            && (value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()) == MetadataValue;
    }
}
