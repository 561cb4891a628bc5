using System.Text;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>
/// Python's ways of making strings longer. Each knows the length of its result beforehand and refuses one beyond the
/// limit, so that a width of a billion costs an error and no memory.
/// </summary>
internal static class Padding
{
    /// <summary>The longest string an operation may make unless the caller says otherwise, in UTF-16 units.</summary>
    public const int MaxLength = 8 * 1024 * 1024;

    /// <summary>Throws an error of kind Limit if a string would have more than <paramref name="maxLength"/> units.</summary>
    public static void Check(long length, int maxLength = MaxLength)
    {
        if (length > maxLength)
        {
            throw TemplateException.Limit($"a string of {length} characters is longer than the limit of {maxLength}");
        }
    }

    /// <summary><c>str.ljust</c>.</summary>
    public static string Left(string text, long width, string fill = " ") => Pad(text, 0, Missing(text, width), fill);

    /// <summary><c>str.rjust</c>.</summary>
    public static string Right(string text, long width, string fill = " ") => Pad(text, Missing(text, width), 0, fill);

    /// <summary><c>str.center</c>: an odd space goes left if the width is odd.</summary>
    public static string Center(string text, long width, string fill = " ")
    {
        long missing = Missing(text, width);
        long left = (missing / 2) + (missing & width & 1);
        return Pad(text, left, missing - left, fill);
    }

    /// <summary><c>str.zfill</c>: zeros after a sign.</summary>
    public static string ZeroFill(string text, long width)
    {
        long missing = Missing(text, width);
        return missing > 0 && text is ['+' or '-', ..]
            ? text[0] + Pad(text[1..], missing, 0, "0")
            : Pad(text, missing, 0, "0");
    }

    /// <summary><c>str * count</c>.</summary>
    public static string Repeat(string text, long count, int maxLength = MaxLength)
    {
        if (count <= 0 || text.Length == 0)
        {
            return "";
        }

        Check(count > maxLength ? long.MaxValue : count * text.Length, maxLength);
        return count == 1 ? text : new StringBuilder(text.Length * (int)count).Insert(0, text, (int)count).ToString();
    }

    /// <summary><c>str.expandtabs</c>: columns count code points since the last line break.</summary>
    public static string ExpandTabs(string text, long tabSize = 8)
    {
        var output = new StringBuilder(text.Length);
        long column = 0;
        for (int i = 0; i < text.Length; i += CodePoints.WidthAt(text, i))
        {
            char c = text[i];
            if (c == '\t')
            {
                long spaces = tabSize > 0 ? Math.Min(tabSize, int.MaxValue) - (column % tabSize) : 0;
                Check(output.Length + spaces);
                output.Append(' ', (int)spaces);
                column += spaces;
                continue;
            }

            output.Append(text, i, CodePoints.WidthAt(text, i));
            column = c is '\n' or '\r' ? 0 : column + 1;
        }

        return output.ToString();
    }

    /// <summary>The text between two runs of the fill character.</summary>
    public static string Pad(string text, long left, long right, string fill)
    {
        if (left <= 0 && right <= 0)
        {
            return text;
        }

        Check(text.Length + ((left + right) * fill.Length));
        if (fill.Length == 1)
        {
            return text.PadLeft(text.Length + (int)left, fill[0]).PadRight(text.Length + (int)left + (int)right, fill[0]);
        }

        return Repeat(fill, left) + text + Repeat(fill, right);
    }

    private static long Missing(string text, long width) => Math.Clamp(width - CodePoints.Count(text), 0, int.MaxValue);
}
