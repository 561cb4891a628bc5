using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>
/// A mail's content as the outbox keeps it: a version, then texts, each as its length in bytes (four, little-endian) and its UTF-8. No
/// escaping and no compression: it is written for every mail and read for few.
/// </summary>
internal static class MailContent
{
    private const byte Version = 1;
    private const byte DirectVersion = 2;

    /// <summary>Writes a mail into a rented buffer; the caller gives it back.</summary>
    public static ArraySegment<byte> Write(OutgoingMail mail) => Write(Version, Texts(mail));

    /// <summary>Writes a mail an application sent itself; its texts come in another order, with more lists.</summary>
    public static ArraySegment<byte> Write(DirectMail mail) => Write(DirectVersion, DirectContent.Texts(mail));

    private static ArraySegment<byte> Write(byte version, List<string> texts)
    {
        var most = 1;
        foreach (var text in texts) most += 4 + Encoding.UTF8.GetByteCount(text);
        var buffer = ArrayPool<byte>.Shared.Rent(most);
        buffer[0] = version;
        var at = 1;
        foreach (var text in texts)
        {
            var length = Encoding.UTF8.GetBytes(text, buffer.AsSpan(at + 4));
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(at), length);
            at += 4 + length;
        }
        return new(buffer, 0, at);
    }

    /// <summary>Reads a mail; null when the bytes are not one (a disk that lost power may hold such).</summary>
    public static SentMail? Read(ReadOnlySpan<byte> bytes, SentMail row)
    {
        if (bytes.IsEmpty || bytes[0] is not (Version or DirectVersion)) return null;
        var texts = new List<string>();
        for (var rest = bytes[1..]; !rest.IsEmpty;)
        {
            if (rest.Length < 4) return null;
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
            if (length < 0 || length > rest.Length - 4) return null;
            texts.Add(Encoding.UTF8.GetString(rest.Slice(4, length)));
            rest = rest[(4 + length)..];
        }
        if (bytes[0] == DirectVersion) return DirectContent.Read(texts, row);
        if (texts.Count < 6 || !int.TryParse(texts[5], NumberStyles.None, CultureInfo.InvariantCulture, out var headers) || headers < 0 || texts.Count < 6 + (2 * headers)) return null;
        return row with
        {
            From = texts[0],
            ReplyTo = texts[1].Length == 0 ? null : texts[1],
            Subject = texts[2],
            Html = texts[3],
            Text = texts[4],
            Headers = Pairs(texts, 6, 6 + (2 * headers)),
            Tags = Pairs(texts, 6 + (2 * headers), texts.Count),
        };
    }

    private static List<string> Texts(OutgoingMail mail)
    {
        List<string> texts =
        [
            FromOf(mail.From), mail.ReplyTo?.Value ?? "", mail.Subject, mail.Html, mail.Text,
            mail.Headers.Count.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var pair in mail.Headers) texts.AddRange([pair.Key, pair.Value]);
        foreach (var pair in mail.Tags) texts.AddRange([pair.Key, pair.Value]);
        return texts;
    }

    /// <summary>The sender with its name, for people to read.</summary>
    public static string FromOf(Mailbox sender) =>
        sender.DisplayName is { Length: > 0 } name ? $"{name} <{sender.Address.Value}>" : sender.Address.Value;

    private static List<KeyValuePair<string, string>> Pairs(List<string> texts, int from, int to)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        for (var i = from; i + 1 < to; i += 2) pairs.Add(new(texts[i], texts[i + 1]));
        return pairs;
    }
}
