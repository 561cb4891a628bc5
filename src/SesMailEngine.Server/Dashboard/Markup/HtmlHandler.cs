using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SesMailEngine.Server.Dashboard.Markup;

/// <summary>
/// Writes an interpolated string as markup. Holes are encoded for element content and for attribute values in double quotes; markup has no
/// other holes (none in scripts, styles, comments, names or unquoted values). Addresses of links are made by code that fixes their scheme.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlHandler(int literalLength, int holes)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new(literalLength + (holes * 16));

    /// <summary>Markup.</summary>
    public void AppendLiteral(string markup) => _text.Append(markup);

    /// <summary>Text.</summary>
    public void AppendFormatted(string? text)
    {
        if (!string.IsNullOrEmpty(text)) _text.Append(Encoder.Encode(text));
    }

    /// <summary>Markup made elsewhere.</summary>
    public void AppendFormatted(Html markup) => _text.Append(markup.Text);

    /// <summary>A number without separators.</summary>
    public void AppendFormatted(long number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>What was written.</summary>
    public string ToMarkup() => _text.ToString();
}
