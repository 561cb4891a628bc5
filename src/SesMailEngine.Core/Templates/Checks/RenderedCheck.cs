using System.Text;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Templates.Checks.Html;

namespace SesMailEngine.Core.Templates.Checks;

/// <summary>Checks a rendered template as a mail: headers, size, text part, and what was left of the template language.</summary>
/// <param name="lines">The lines of metadata.json.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class RenderedCheck(MetadataLines lines, FindingList findings)
{
    /// <summary>Gmail shows 102 KB of a mail's HTML and hides the rest behind a link.</summary>
    public const int GmailClipBytes = 102_400;

    // A text part with less than this share of the HTML's words leaves something out.
    private const double LeastShareOfWords = 0.3;
    private const int WordsWorthComparing = 20;

    private static readonly char[] Blanks = [' ', '\t', '\n', '\r', '\f', '\u00A0'];

    /// <summary>Checks.</summary>
    public void Run(RenderedTemplate rendered, IReadOnlyList<SourceFile> sources)
    {
        Subject(rendered.Subject);
        Address("senderEmail", rendered.SenderEmail);
        Address("replyTo", rendered.ReplyTo);
        Unsubscribe(rendered.ListUnsubscribe);
        var bytes = Encoding.UTF8.GetByteCount(rendered.Html);
        if (bytes > GmailClipBytes)
        {
            findings.Warning(
                CheckRules.GmailClip, TemplatePath.Html, null,
                $"The HTML is {FindingList.Count(bytes)} bytes; Gmail cuts off what is beyond {FindingList.Count(GmailClipBytes)}.",
                "Shorten lists, comments and repeated styles; link to a page for the rest.");
        }
        var html = HtmlScan.Of(rendered.Html);
        new TagCheck(new SourceLocator(sources), findings).Run(html.Tags);
        TextPart(rendered.Text, html.VisibleText);
        Leftovers(TemplatePath.Html, rendered.Html, sources);
        Leftovers(TemplatePath.Text, rendered.Text, sources);
        if (rendered.Subject is { } subject) Leftovers(TemplatePath.Metadata, subject, sources);
    }

    private void Subject(string? subject)
    {
        var line = lines.LineOf("subject");
        if (subject is null)
        {
            findings.Warning(
                CheckRules.Subject, TemplatePath.Metadata, null, "There is no subject: every request has to bring its own.",
                "Add \"subject\" to metadata.json.");
        }
        else if (string.IsNullOrWhiteSpace(subject))
        {
            Header(CheckRules.Subject, line, ErrorCodes.SubjectMissing, "The subject is empty.", "Give it words that do not depend on optional variables.");
        }
        else if (subject.Trim().Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
        {
            Header(
                CheckRules.Subject, line, ErrorCodes.FieldInvalid, "The subject has a line break or control character in it.",
                "Write it on one line; put a minus into tags ({%- … -%}) and take line breaks out of the data.");
        }
    }

    private void Address(string field, string? rendered)
    {
        if (string.IsNullOrWhiteSpace(rendered) || EmailAddress.TryParse(rendered.Trim(), out _)) return;
        Header(
            CheckRules.Address, lines.LineOf(field), ErrorCodes.AddressInvalid, $"{field} is no e-mail address.",
            "It must come out as one address, for example hello@example.com, or as nothing.");
    }

    private void Unsubscribe(string? rendered)
    {
        if (string.IsNullOrWhiteSpace(rendered) || LinkScheme.Of(rendered.Trim().TrimStart('<')) is "https" or "mailto") return;
        findings.Warning(
            CheckRules.Link, TemplatePath.Metadata, lines.LineOf("listUnsubscribe"),
            "listUnsubscribe is no https address.", "Give an https address that unsubscribes when it is posted to (RFC 8058).");
    }

    private void Header(string rule, int? line, string code, string message, string fix) => findings.Add(new()
    {
        Severity = CheckSeverity.Error,
        Rule = rule,
        File = TemplatePath.Metadata,
        Line = line,
        Message = message,
        Fix = fix,
        ErrorCode = code,
    });

    private void TextPart(string text, string visible)
    {
        var words = CountWords(text);
        var shown = CountWords(visible);
        if (words == 0)
        {
            findings.Warning(
                CheckRules.TextPart, TemplatePath.Text, null, "The text part is empty.",
                "Say in template.txt what template.html says: some readers and every spam filter see only that.");
        }
        else if (shown >= WordsWorthComparing && words < shown * LeastShareOfWords)
        {
            findings.Warning(
                CheckRules.TextPart, TemplatePath.Text, null, $"The text part has {words} words, the HTML part {shown}.",
                "Say in template.txt what template.html says.");
        }
    }

    private void Leftovers(string file, string rendered, IReadOnlyList<SourceFile> sources)
    {
        var open = rendered.IndexOf("{{", StringComparison.Ordinal);
        if (open < 0) open = rendered.IndexOf("{%", StringComparison.Ordinal);
        if (open < 0) return;
        var end = rendered.AsSpan(open).IndexOfAny('\n', '\r');
        var rest = rendered.AsSpan(open, end < 0 ? rendered.Length - open : end).Trim();
        var shown = rest.Length > 40 ? $"{rest[..40]}…" : rest.ToString();
        var line = file == TemplatePath.Metadata ? lines.LineOf("subject") : new SourceLocator(sources).Locate(file, rest.ToString())?.Line;
        findings.Warning(
            CheckRules.LeftoverTag, file, line, $"Readers see a tag of the template language: {shown}",
            "It stands in {% raw %}, in a text given as data, or in a file that was rendered already.");
    }

    private static int CountWords(string text)
    {
        var words = 0;
        var inWord = false;
        foreach (var c in text)
        {
            var letter = !Blanks.Contains(c);
            if (letter && !inWord) words++;
            inWord = letter;
        }
        return words;
    }
}
