using System.Text;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>Python's case mappings of whole strings, with Unicode's special cases and without a culture.</summary>
internal static class CaseMapping
{
    private delegate void Mapping(StringBuilder output, string text, int offset, int c);

    /// <summary><c>str.upper</c>: sharp s becomes SS, ligatures their letters.</summary>
    public static string ToUpper(string text) =>
        Ascii.IsValid(text) ? text.ToUpperInvariant() : Map(text, (output, _, _, c) => AppendUpper(output, c));

    /// <summary><c>str.lower</c>: a sigma at the end of a word becomes the final one.</summary>
    public static string ToLower(string text) =>
        Ascii.IsValid(text) ? text.ToLowerInvariant() : Map(text, AppendLower);

    /// <summary><c>str.casefold</c>.</summary>
    public static string CaseFold(string text) =>
        Ascii.IsValid(text) ? text.ToLowerInvariant() : Map(text, AppendFolded);

    /// <summary><c>str.swapcase</c>.</summary>
    public static string SwapCase(string text) =>
        Map(text, (output, source, offset, c) =>
        {
            if (CharacterClass.IsUpper(c))
            {
                AppendLower(output, source, offset, c);
            }
            else if (CharacterClass.IsLower(c))
            {
                AppendUpper(output, c);
            }
            else
            {
                AppendRune(output, c);
            }
        });

    /// <summary><c>str.capitalize</c>: the first character in title case, the rest in lower case.</summary>
    public static string Capitalize(string text) =>
        Map(text, (output, source, offset, c) =>
        {
            if (offset == 0)
            {
                AppendTitle(output, c);
            }
            else
            {
                AppendLower(output, source, offset, c);
            }
        });

    /// <summary><c>str.title</c>: title case after anything without case, so <c>it's</c> becomes <c>It'S</c>.</summary>
    public static string ToTitle(string text)
    {
        bool insideWord = false;
        return Map(text, (output, source, offset, c) =>
        {
            if (insideWord)
            {
                AppendLower(output, source, offset, c);
            }
            else
            {
                AppendTitle(output, c);
            }

            insideWord = CharacterClass.IsCased(c);
        });
    }

    private static string Map(string text, Mapping mapping)
    {
        var output = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i += CodePoints.WidthAt(text, i))
        {
            mapping(output, text, i, CodePoints.ValueAt(text, i));
        }

        return output.ToString();
    }

    private static void AppendUpper(StringBuilder output, int c)
    {
        if (SpecialCasing.Upper.TryGetValue(c, out string? special))
        {
            output.Append(special);
        }
        else
        {
            AppendRune(output, Rune.IsValid(c) ? Rune.ToUpperInvariant(new Rune(c)).Value : c);
        }
    }

    private static void AppendTitle(StringBuilder output, int c)
    {
        if (SpecialCasing.Title.TryGetValue(c, out string? special))
        {
            output.Append(special);
        }
        else if (c is >= 0x10D0 and <= 0x10FF)
        {
            // Georgian has capitals for whole words only: its title case is the letter itself.
            AppendRune(output, c);
        }
        else
        {
            AppendUpper(output, c);
        }
    }

    private static void AppendLower(StringBuilder output, string text, int offset, int c)
    {
        switch (c)
        {
            case 0x130:
                output.Append("i\u0307");
                break;
            case 0x3A3:
                output.Append(IsFinalSigma(text, offset) ? '\u03C2' : '\u03C3');
                break;
            default:
                AppendRune(output, Rune.IsValid(c) ? Rune.ToLowerInvariant(new Rune(c)).Value : c);
                break;
        }
    }

    private static void AppendFolded(StringBuilder output, string text, int offset, int c)
    {
        if (SpecialCasing.Fold.TryGetValue(c, out string? special))
        {
            output.Append(special);
        }
        else if (c is 0x3A3)
        {
            output.Append('\u03C3');
        }
        else if (c is (>= 0x13A0 and <= 0x13FD) or (>= 0xAB70 and <= 0xABBF))
        {
            AppendUpper(output, c);
        }
        else
        {
            AppendLower(output, text, offset, c);
        }
    }

    private static bool IsFinalSigma(string text, int offset)
    {
        int before = offset;
        int width;
        while (before > 0 && CharacterClass.IsCaseIgnorable(CodePoints.ValueBefore(text, before, out width)))
        {
            before -= width;
        }

        if (before == 0 || !CharacterClass.IsCased(CodePoints.ValueBefore(text, before, out _)))
        {
            return false;
        }

        int after = offset + 1;
        while (after < text.Length && CharacterClass.IsCaseIgnorable(CodePoints.ValueAt(text, after)))
        {
            after += CodePoints.WidthAt(text, after);
        }

        return after == text.Length || !CharacterClass.IsCased(CodePoints.ValueAt(text, after));
    }

    private static void AppendRune(StringBuilder output, int c)
    {
        if (c <= 0xFFFF)
        {
            output.Append((char)c);
        }
        else
        {
            output.Append(char.ConvertFromUtf32(c));
        }
    }
}
