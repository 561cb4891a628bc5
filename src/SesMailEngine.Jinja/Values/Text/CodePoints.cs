namespace SesMailEngine.Jinja.Values.Text;

/// <summary>Texts as Python sees them: sequences of code points. Texts without surrogates take the short way.</summary>
internal static class CodePoints
{
    private static readonly string[] s_single = MakeSingle();

    /// <summary>The number of code points. A lone surrogate counts as one.</summary>
    internal static int Count(string text)
    {
        int first = FirstSurrogate(text);
        if (first < 0)
        {
            return text.Length;
        }

        int count = text.Length;
        for (int i = first; i < text.Length - 1; i++)
        {
            if (char.IsSurrogatePair(text[i], text[i + 1]))
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>True if every char is a code point of its own, so that positions in UTF-16 are Python's positions.</summary>
    internal static bool IsFlat(string text) => FirstSurrogate(text) < 0;

    /// <summary>A text of one char, shared for the first 256.</summary>
    internal static string SingleCharacter(char c) => c < s_single.Length ? s_single[c] : c.ToString();

    /// <summary>The UTF-16 position of a code point; the length of the text if there are not that many.</summary>
    internal static int Offset(string text, int codePoint)
    {
        int at = 0;
        while (codePoint > 0 && at < text.Length)
        {
            at += char.IsSurrogatePair(text, at) ? 2 : 1;
            codePoint--;
        }

        return at;
    }

    /// <summary>Order by code points, not by UTF-16 units: U+FFFF comes before U+1F600.</summary>
    internal static int Compare(string left, string right)
    {
        int at = left.AsSpan().CommonPrefixLength(right);
        if (at == left.Length || at == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        char a = left[at];
        char b = right[at];
        bool aSurrogate = char.IsSurrogate(a);
        return aSurrogate != char.IsSurrogate(b) ? (aSurrogate ? 1 : -1) : a.CompareTo(b);
    }

    private static int FirstSurrogate(string text) => text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff');

    private static string[] MakeSingle()
    {
        var all = new string[256];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = ((char)i).ToString();
        }

        return all;
    }
}
