using System.Globalization;
using System.Text;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Syntax;

/// <summary>Names as Python has them: Unicode letters, digits, marks and underscores, not starting with a digit.</summary>
internal static class Identifier
{
    /// <summary>The end of the run of name characters at the position; the position itself if there is none.</summary>
    internal static int Match(string source, int at)
    {
        while (at < source.Length)
        {
            char c = source[at];
            if (char.IsAscii(c))
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '_')
                {
                    break;
                }

                at++;
                continue;
            }

            if (!Rune.TryGetRuneAt(source, at, out var rune) || !IsPart(rune))
            {
                break;
            }

            at += rune.Utf16SequenceLength;
        }

        return at;
    }

    /// <summary>True if Python's <c>str.isidentifier</c> holds.</summary>
    internal static bool IsValid(string name)
    {
        if (Ascii.IsValid(name))
        {
            // The lexer has seen to all but the first character.
            return name.Length > 0 && !char.IsAsciiDigit(name[0]);
        }

        bool first = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (!(first ? CharacterClass.IsIdentifierStart(rune.Value) : CharacterClass.IsIdentifierPart(rune.Value)))
            {
                return false;
            }

            first = false;
        }

        return !first;
    }

    private static bool IsPart(Rune rune) => rune.Value == 0xb7 || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;
}
