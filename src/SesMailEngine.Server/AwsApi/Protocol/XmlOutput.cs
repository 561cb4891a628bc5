using System.Buffers;
using System.Globalization;
using System.Text;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>
/// Writes XML answers as UTF-8. Text is escaped; a character XML 1.0 cannot hold becomes U+FFFD, because an answer that no
/// client can parse helps nobody (https://www.w3.org/TR/xml/#charsets).
/// </summary>
/// <param name="output">Where the bytes go.</param>
internal sealed class XmlOutput(IBufferWriter<byte> output)
{
    private readonly Stack<string> _open = new();

    /// <summary>The XML declaration.</summary>
    public XmlOutput Declaration()
    {
        Raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        return this;
    }

    /// <summary>Opens an element, with a default namespace when one is given.</summary>
    public XmlOutput Start(string name, string? xmlNamespace = null)
    {
        Raw("<");
        Raw(name);
        if (!string.IsNullOrEmpty(xmlNamespace))
        {
            Raw(" xmlns=\"");
            Text(xmlNamespace);
            Raw("\"");
        }
        Raw(">");
        _open.Push(name);
        return this;
    }

    /// <summary>Closes the element opened last.</summary>
    public XmlOutput End()
    {
        Raw("</");
        Raw(_open.Pop());
        Raw(">");
        return this;
    }

    /// <summary>An element with text; nothing when the text is null.</summary>
    public XmlOutput Element(string name, string? text)
    {
        if (text is null) return this;
        Start(name);
        Text(text);
        return End();
    }

    /// <summary>An element with a number.</summary>
    public XmlOutput Element(string name, long number) => Element(name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>An element with <c>true</c> or <c>false</c>.</summary>
    public XmlOutput Element(string name, bool value) => Element(name, value ? "true" : "false");

    /// <summary>A list as the query protocol writes it: an element with a <c>member</c> for each item.</summary>
    public XmlOutput List<T>(string name, IEnumerable<T> items, Action<XmlOutput, T> write)
    {
        Start(name);
        foreach (var item in items)
        {
            Start("member");
            write(this, item);
            End();
        }
        return End();
    }

    /// <summary>Escaped text inside the element that is open.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }
            if (Replacement(c) is not { } replacement) continue;
            Raw(text[start..i]);
            Raw(replacement);
            start = i + 1;
        }
        Raw(text[start..]);
    }

    private static string? Replacement(char c) => c switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        '\r' => "&#xD;",
        '\t' or '\n' => null,
        < ' ' or '\uFFFE' or '\uFFFF' => "\uFFFD",
        _ when char.IsSurrogate(c) => "\uFFFD",
        _ => null,
    };

    private void Raw(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, output);
}
