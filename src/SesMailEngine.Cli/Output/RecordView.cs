using System.Globalization;
using SesMailEngine.Core.Model;
using Spectre.Console;

namespace SesMailEngine.Cli.Output;

// A tracking record for a person: the facts, then the timeline.
internal static class RecordView
{
    public static void Write(IAnsiConsole console, TrackingRecord record)
    {
        var status = record.Status.ToWireName();
        console.MarkupLineInterpolated($"[{Color(record.Status)} bold]{status}[/]  {record.EmailId}");
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2)).AddColumn();
        foreach (var (label, value) in (ReadOnlySpan<(string, string?)>)
        [
            ("to", record.ToEmail), ("template", record.TemplateName), ("subject", record.Subject), ("from", record.SenderEmail),
            ("error", record.ErrorCode), ("message", record.ErrorMessage), ("bounce", record.BounceType), ("subtype", record.BounceSubType),
            ("reason", record.BounceReason), ("complaint", record.ComplaintFeedbackType),
            ("opens", record.OpenCount == 0 ? null : record.OpenCount.ToString(CultureInfo.InvariantCulture)),
            ("SES id", record.SesMessageId), ("source", record.Source), ("requested", record.Timestamp.ToWire()),
        ])
        {
            if (!string.IsNullOrEmpty(value)) grid.AddRow(new Markup($"[grey]{label}[/]"), new Text(value));
        }
        console.Write(grid);
        foreach (var entry in record.Events.OrderBy(entry => entry.Timestamp))
        {
            console.MarkupLineInterpolated($"  [grey]{entry.Timestamp.ToWire()}[/]  {entry.Type}{(entry.Note is null ? "" : "  " + entry.Note)}");
        }
    }

    // One of many mails: the id whole, to copy it; what went wrong below.
    public static void WriteLine(TrackingRecord record, bool showsRecipient = false)
    {
        Terminal.Line($"[grey]{Second(record.Timestamp)}[/]  [{Color(record.Status)}]{record.Status.ToWireName(),-12}[/]  {record.EmailId}");
        var console = Terminal.Out;
        var recipient = showsRecipient && record.ToEmail.Length > 0 ? record.ToEmail + "  " : "";
        Below(console, $"{recipient}{record.TemplateName}  {record.Subject}", "grey", Overflow.Ellipsis);
        if (record.ErrorMessage is { } error) Below(console, error, Color(record.Status), Overflow.Fold);
    }

    public static string Color(EmailStatus status) => status switch
    {
        EmailStatus.Delivered or EmailStatus.Opened => "green",
        EmailStatus.Sent or EmailStatus.Sending => "blue",
        EmailStatus.SoftBounced => "yellow",
        _ => "red",
    };

    // What people wait for; "sent" may still become any of these.
    public static bool IsSettled(this TrackingRecord record) => record.Status is not (EmailStatus.Sending or EmailStatus.Sent);

    public static bool IsBad(this TrackingRecord record) =>
        record.Status is EmailStatus.Failed or EmailStatus.Bounced or EmailStatus.Complained or EmailStatus.SoftBounced;

    // To the second, so that a line fits.
    public static string Second(DateTimeOffset time) => time.ToWire()[..19] + "Z";

    private static void Below(IAnsiConsole console, string text, string color, Overflow overflow) =>
        console.Write(new Padder(new Text(text.Trim(), Style.Parse(color)) { Overflow = overflow }, new Padding(4, 0, 0, 0)));
}
