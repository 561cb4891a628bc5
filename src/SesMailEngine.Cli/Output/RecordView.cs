using Spectre.Console;

namespace SesMailEngine.Cli.Output;

// A tracking record for a person: the facts, then the timeline.
internal static class RecordView
{
    private static readonly (string Attribute, string Label)[] Facts =
    [
        ("toEmail", "to"), ("templateName", "template"), ("subject", "subject"), ("senderEmail", "from"),
        ("errorCode", "error"), ("errorMessage", "message"), ("bounceType", "bounce"), ("bounceSubType", "subtype"),
        ("bounceReason", "reason"), ("complaintFeedbackType", "complaint"), ("openCount", "opens"),
        ("sesMessageId", "SES id"), ("source", "source"), ("timestamp", "requested"),
    ];

    public static void Write(IAnsiConsole console, RecordItem record)
    {
        var color = Color(record.Status);
        console.MarkupLineInterpolated($"[{color} bold]{record.Status}[/]  {record["emailId"] ?? ""}");
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2)).AddColumn();
        foreach (var (attribute, label) in Facts)
        {
            if (record[attribute] is { } value) grid.AddRow(new Markup($"[grey]{label}[/]"), new Text(value));
        }
        console.Write(grid);
        foreach (var (type, timestamp, note) in record.Timeline.OrderBy(entry => entry.Timestamp, StringComparer.Ordinal))
        {
            console.MarkupLineInterpolated($"  [grey]{timestamp}[/]  {type}{(note is null ? "" : "  " + note)}");
        }
    }

    // One of many mails: the id whole, to copy it; what went wrong below.
    public static void WriteLine(RecordItem record)
    {
        Terminal.Line($"[grey]{Shortened(record["timestamp"])}[/]  [{Color(record.Status)}]{record.Status,-12}[/]  {record["emailId"] ?? ""}");
        var console = Terminal.Out;
        Below(console, $"{record["templateName"]}  {record["subject"]}", "grey", Overflow.Ellipsis);
        if (record["errorMessage"] is { } error) Below(console, error, Color(record.Status), Overflow.Fold);
    }

    private static void Below(IAnsiConsole console, string text, string color, Overflow overflow) =>
        console.Write(new Padder(new Text(text.Trim(), Style.Parse(color)) { Overflow = overflow }, new Padding(4, 0, 0, 0)));

    // To the second, so that a line fits.
    private static string Shortened(string? timestamp) => timestamp is { Length: > 19 } ? timestamp[..19] + "Z" : timestamp ?? "";

    public static string Color(string status) => status switch
    {
        "delivered" or "opened" => "green",
        "sent" or "sending" => "blue",
        "soft_bounced" => "yellow",
        "failed" or "bounced" or "complained" => "red",
        _ => "default",
    };
}
