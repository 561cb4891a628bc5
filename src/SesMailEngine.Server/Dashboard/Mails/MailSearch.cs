using System.Globalization;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Server.Dashboard.Mails;

/// <summary>What mails are looked for.</summary>
internal sealed record MailSearch
{
    /// <summary>All mails.</summary>
    public static readonly MailSearch All = new();

    private const char Separator = '\u001F';
    private const int MaxText = 254;

    /// <summary>An address, an id, or a part of address or subject.</summary>
    public string? Text { get; init; }

    /// <summary>A status, by its wire name.</summary>
    public string? Status { get; init; }

    /// <summary>A template.</summary>
    public string? TemplateName { get; init; }

    /// <summary>An error's code.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The caller's metadata: <c>key=value</c>.</summary>
    public string? Metadata { get; init; }

    /// <summary>A day, <c>YYYY-MM-DD</c>, UTC.</summary>
    public string? Day { get; init; }

    /// <summary>Where the page begins, as the page before said; null for the first.</summary>
    public string? After { get; init; }

    /// <summary>True when nothing in it can name a person.</summary>
    public bool IsPlain => Text is null && Metadata is null && Day is null && After is null;

    /// <summary>True when some mails are left out.</summary>
    public bool IsRestricted => this with { After = null } != All;

    /// <summary>The search without what cannot be searched for.</summary>
    public MailSearch Checked() => this with
    {
        Text = Bounded(Text),
        Status = EmailStatuses.TryParse(Status, out _) ? Status : null,
        TemplateName = Bounded(TemplateName),
        ErrorCode = Bounded(ErrorCode),
        Metadata = Bounded(Metadata),
        Day = DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? Day : null,
    };

    /// <summary>The search as a text.</summary>
    public string ToText() => string.Join(Separator, Text, Status, TemplateName, ErrorCode, Metadata, Day, After);

    /// <summary>A search's text; null when there is none.</summary>
    public static MailSearch? Parse(string? text)
    {
        if (text?.Split(Separator) is not { Length: 7 } parts) return null;
        return new MailSearch
        {
            Text = Given(parts[0]),
            Status = Given(parts[1]),
            TemplateName = Given(parts[2]),
            ErrorCode = Given(parts[3]),
            Metadata = Given(parts[4]),
            Day = Given(parts[5]),
            After = Given(parts[6]),
        };
    }

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static string? Bounded(string? text) =>
        text?.Trim() is { Length: > 0 and <= MaxText } bounded && !bounded.Any(char.IsControl) ? bounded : null;
}
