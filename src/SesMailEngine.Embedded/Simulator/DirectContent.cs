using System.Globalization;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>
/// The texts of a mail an application sent itself, as the outbox keeps them: sender, subject, HTML, text, the whole message, then lists,
/// each with its number of texts before it.
/// </summary>
internal static class DirectContent
{
    private const int Singles = 5;

    /// <summary>The texts to write.</summary>
    public static List<string> Texts(DirectMail mail)
    {
        List<string> texts = [MailContent.FromOf(mail.From), mail.Subject, mail.Html, mail.Text, mail.Raw];
        Add(texts, mail.Recipients.Select(address => address.Value));
        Add(texts, mail.To);
        Add(texts, mail.Cc);
        Add(texts, mail.Bcc);
        Add(texts, mail.ReplyTo);
        Add(texts, mail.Headers.SelectMany(Pair));
        Add(texts, mail.Tags.SelectMany(Pair));
        Add(texts, mail.Attachments.SelectMany(file =>
            new[] { file.FileName, file.ContentType, file.Size.ToString(CultureInfo.InvariantCulture) }));
        return texts;
    }

    /// <summary>Reads them back; null when they are not such a mail.</summary>
    public static SentMail? Read(List<string> texts, SentMail row)
    {
        var at = Singles;
        var lists = new List<string[]>();
        while (at < texts.Count)
        {
            if (!int.TryParse(texts[at], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > texts.Count - at - 1) return null;
            lists.Add([.. texts.Skip(at + 1).Take(count)]);
            at += 1 + count;
        }
        if (lists is not [var recipients, var to, var cc, var bcc, var replyTo, var headers, var tags, var files]) return null;
        return row with
        {
            IsDirect = true,
            From = texts[0],
            Subject = texts[1],
            Html = texts[2],
            Text = texts[3],
            Raw = texts[4].Length == 0 ? null : texts[4],
            Recipients = recipients,
            ToAddresses = to,
            CcAddresses = cc,
            BccAddresses = bcc,
            ReplyTo = replyTo.Length == 0 ? null : string.Join(", ", replyTo),
            Headers = [.. headers.Chunk(2).Where(IsPair).Select(pair => KeyValuePair.Create(pair[0], pair[1]))],
            Tags = [.. tags.Chunk(2).Where(IsPair).Select(pair => KeyValuePair.Create(pair[0], pair[1]))],
            Attachments = [.. files.Chunk(3).Where(file => file.Length == 3).Select(file => new SentAttachment(
                file[0], file[1], long.TryParse(file[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0))],
        };
    }

    private static void Add(List<string> texts, IEnumerable<string> list)
    {
        var at = texts.Count;
        texts.Add("");
        texts.AddRange(list);
        texts[at] = (texts.Count - at - 1).ToString(CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Pair(KeyValuePair<string, string> pair) => [pair.Key, pair.Value];

    private static bool IsPair(string[] pair) => pair.Length == 2;
}
