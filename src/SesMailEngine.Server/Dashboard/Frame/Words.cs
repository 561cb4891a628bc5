using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.Dashboard.Markup;

namespace SesMailEngine.Server.Dashboard.Frame;

/// <summary>Numbers, times and states as people read them. All times are UTC, as in the records.</summary>
internal static class Words
{
    /// <summary>A number with separators: <c>12,345</c>.</summary>
    public static string Number(double value) => value.ToString("#,0.#", CultureInfo.InvariantCulture);

    /// <summary>A part of a whole as percent; a dash when there is no whole.</summary>
    public static string Percent(long part, long whole, int digits = 1) =>
        whole <= 0 ? "–" : (100.0 * part / whole).ToString("0." + new string('0', digits), CultureInfo.InvariantCulture) + " %";

    /// <summary>Day and time, in an element that gives the exact one.</summary>
    public static Html Time(DateTimeOffset time) => Html.Of(
        $"<time datetime=\"{time.ToWire()}\" title=\"{time.ToWire()}\">{time.UtcDateTime.ToString("d MMM, HH:mm:ss", CultureInfo.InvariantCulture)}</time>");

    /// <summary>The time alone, for lists of what just happened.</summary>
    public static Html Clock(DateTimeOffset time) => Html.Of(
        $"<time class=\"muted\" datetime=\"{time.ToWire()}\" title=\"{time.ToWire()}\">{time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}</time>");

    /// <summary>A day: <c>24 Nov</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>How long: <c>3 min</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => "less than a second",
        { TotalSeconds: < 90 } => $"{(int)span.TotalSeconds} s",
        { TotalMinutes: < 90 } => $"{(int)span.TotalMinutes} min",
        { TotalHours: < 36 } => $"{(int)span.TotalHours} h",
        _ => $"{(int)span.TotalDays} days",
    };

    /// <summary>One or many: <c>1 mail</c>, <c>2 mails</c>.</summary>
    public static string Count(long number, string one, string? many = null) =>
        $"{Number(number)} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary>A word with its colour; the word alone says everything.</summary>
    public static Html Pill(string text, string kind) => Html.Of($"<span class=\"pill {kind}\">{text}</span>");

    /// <summary>A mail's status.</summary>
    public static Html Status(EmailStatus status) => Pill(
        status switch
        {
            EmailStatus.SoftBounced => "soft bounced",
            _ => status.ToWireName(),
        },
        KindOf(status));

    /// <summary>The colour of a status.</summary>
    public static string KindOf(EmailStatus status) => status switch
    {
        EmailStatus.Delivered or EmailStatus.Opened => "good",
        EmailStatus.Sent => "info",
        EmailStatus.SoftBounced => "warn",
        EmailStatus.Failed or EmailStatus.Bounced or EmailStatus.Complained => "bad",
        _ => "idle",
    };

    /// <summary>A suppression's kind.</summary>
    public static Html Suppression(SuppressionType type) => Pill(type.ToWireName(), type switch
    {
        SuppressionType.Complaint => "bad",
        SuppressionType.Bounce => "warn",
        _ => "idle",
    });
}
