using System.Buffers;
using System.Globalization;
using System.Text;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>
/// What Python says about a single code point (<c>str.isalpha</c> and its family, white space, identifiers). Unicode's
/// categories come from .NET; the few derived properties .NET lacks are the short lists here (Unicode 14, DerivedCoreProperties).
/// </summary>
internal static class CharacterClass
{
    // Lowercase and uppercase letters beyond the categories Ll and Lu (Other_Lowercase, Other_Uppercase).
    private static readonly (int First, int Last)[] OtherLower =
    [
        (0xAA, 0xAA), (0xBA, 0xBA), (0x2B0, 0x2B8), (0x2C0, 0x2C1), (0x2E0, 0x2E4), (0x345, 0x345), (0x37A, 0x37A),
        (0x1D2C, 0x1D6A), (0x1D78, 0x1D78), (0x1D9B, 0x1DBF), (0x2071, 0x2071), (0x207F, 0x207F), (0x2090, 0x209C),
        (0x2170, 0x217F), (0x24D0, 0x24E9), (0x2C7C, 0x2C7D), (0xA69C, 0xA69D), (0xA770, 0xA770), (0xA7F8, 0xA7F9),
        (0xAB5C, 0xAB5F), (0x10780, 0x10780), (0x10783, 0x10785), (0x10787, 0x107B0), (0x107B2, 0x107BA),
    ];

    private static readonly (int First, int Last)[] OtherUpper =
        [(0x2160, 0x216F), (0x24B6, 0x24CF), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189)];

    // Letters that XID_Start leaves out, because their normal form would not be an identifier.
    private const string NoIdentifierStart =
        "\u037A\u0E33\u0EB3\u2E2F\uFC5E\uFC5F\uFC60\uFC61\uFC62\uFC63\uFDFA\uFDFB\uFE70\uFE72\uFE74\uFE76\uFE78\uFE7A" +
        "\uFE7C\uFE7E\uFF9E\uFF9F";

    private const string NoIdentifierPart =
        "\u037A\u2E2F\uFC5E\uFC5F\uFC60\uFC61\uFC62\uFC63\uFDFA\uFDFB\uFE70\uFE72\uFE74\uFE76\uFE78\uFE7A\uFE7C\uFE7E";

    // Characters of the word break rules that are no marks but still do not end a word (final sigma).
    private const string MidWord =
        "'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A";

    // Han characters with a numeric value (Unihan's kPrimaryNumeric and its kin), which .NET does not report.
    private static readonly SearchValues<char> HanNumbers = SearchValues.Create(
        "\u3405\u3483\u382A\u3B4D\u4E00\u4E03\u4E07\u4E09\u4E5D\u4E8C\u4E94\u4E96\u4EBF\u4EC0\u4EDF\u4EE8\u4F0D\u4F70" +
        "\u5104\u5146\u5169\u516B\u516D\u5341\u5343\u5344\u5345\u534C\u53C1\u53C2\u53C3\u53C4\u56DB\u58F1\u58F9\u5E7A" +
        "\u5EFE\u5EFF\u5F0C\u5F0D\u5F0E\u5F10\u62FE\u634C\u67D2\u6F06\u7396\u767E\u8086\u842C\u8CAE\u8CB3\u8D30\u9621" +
        "\u9646\u964C\u9678\u96F6");

    private static readonly int[] HanNumbersBeyondBmp =
    [
        0x20001, 0x20064, 0x200E2, 0x20121, 0x2092A, 0x20983, 0x2098C, 0x2099C, 0x20AEA, 0x20AFD, 0x20B19, 0x22390,
        0x22998, 0x23B1B, 0x2626D,
    ];

    /// <summary>White space as <c>str.isspace</c> and <c>str.strip</c> see it: .NET's plus the four ASCII separators.</summary>
    public static bool IsSpace(int c) => c <= 0xFFFF && (char.IsWhiteSpace((char)c) || c is >= 0x1C and <= 0x1F);

    /// <summary>Line boundaries of <c>str.splitlines</c>.</summary>
    public static bool IsLineBreak(char c) => c is (>= '\n' and <= '\r') or (>= '\x1C' and <= '\x1E') or '\x85' or '\u2028' or '\u2029';

    /// <summary><c>str.isalpha</c>.</summary>
    public static bool IsAlpha(int c) => Category(c) <= UnicodeCategory.OtherLetter;

    /// <summary><c>str.isdecimal</c>: digits that form numbers.</summary>
    public static bool IsDecimal(int c) => c < 128 ? c is >= '0' and <= '9' : Category(c) == UnicodeCategory.DecimalDigitNumber;

    /// <summary><c>str.isdigit</c>: decimals, superscripts, circled digits.</summary>
    public static bool IsDigit(int c) => c < 128 ? c is >= '0' and <= '9' : CharUnicodeInfo.GetDigitValue(Text(c), 0) >= 0;

    /// <summary><c>str.isnumeric</c>: digits, fractions, Roman and Han numerals.</summary>
    public static bool IsNumeric(int c) =>
        c < 128
            ? c is >= '0' and <= '9'
            : CharUnicodeInfo.GetNumericValue(Text(c), 0) != -1 || (c <= 0xFFFF ? HanNumbers.Contains((char)c) : Array.IndexOf(HanNumbersBeyondBmp, c) >= 0);

    /// <summary><c>str.isalnum</c>.</summary>
    public static bool IsAlphanumeric(int c) => c < 128 ? char.IsAsciiLetterOrDigit((char)c) : IsAlpha(c) || IsNumeric(c);

    /// <summary>What <c>\w</c> matches in a Python pattern.</summary>
    public static bool IsWord(int c) => c == '_' || IsAlphanumeric(c);

    /// <summary><c>str.isprintable</c>: what <c>repr</c> shows as it is.</summary>
    public static bool IsPrintable(int c) =>
        c is >= 0x20 and < 0x7F || (c >= 0xA0 && Category(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator));

    /// <summary>Whether the character has lower case (Unicode's Lowercase).</summary>
    public static bool IsLower(int c) => Category(c) == UnicodeCategory.LowercaseLetter || IsIn(OtherLower, c);

    /// <summary>Whether the character has upper case (Unicode's Uppercase).</summary>
    public static bool IsUpper(int c) => Category(c) == UnicodeCategory.UppercaseLetter || IsIn(OtherUpper, c);

    /// <summary>Whether the character is a title-case letter such as U+01C5.</summary>
    public static bool IsTitle(int c) => Category(c) == UnicodeCategory.TitlecaseLetter;

    /// <summary>Whether the character has case at all.</summary>
    public static bool IsCased(int c) =>
        c < 128 ? char.IsAsciiLetter((char)c) : IsLower(c) || IsUpper(c) || IsTitle(c);

    /// <summary>Whether the search for a neighbouring letter passes over the character (final sigma, Unicode 3.13).</summary>
    public static bool IsCaseIgnorable(int c) =>
        Category(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || (c <= 0xFFFF && MidWord.Contains((char)c));

    /// <summary>Whether an identifier may start with the character (XID_Start or underscore).</summary>
    public static bool IsIdentifierStart(int c) =>
        c < 128
            ? c == '_' || char.IsAsciiLetter((char)c)
            : c is 0x1885 or 0x1886 or 0x2118 or 0x212E
                || (Category(c) <= UnicodeCategory.OtherLetter && !IsOneOf(NoIdentifierStart, c))
                || Category(c) == UnicodeCategory.LetterNumber;

    /// <summary>Whether an identifier may go on with the character (XID_Continue).</summary>
    public static bool IsIdentifierPart(int c) =>
        c < 128
            ? c == '_' || char.IsAsciiLetterOrDigit((char)c)
            : c is 0xB7 or 0x387 or (>= 0x1369 and <= 0x1371) or 0x19DA or 0x2118 or 0x212E
                || (Category(c) is <= UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
                    or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation && !IsOneOf(NoIdentifierPart, c));

    private static UnicodeCategory Category(int c) => CharUnicodeInfo.GetUnicodeCategory(c);

    private static string Text(int c) => c is >= 0xD800 and < 0xE000 ? ((char)c).ToString() : new Rune(c).ToString();

    private static bool IsOneOf(string list, int c) => c <= 0xFFFF && list.Contains((char)c);

    private static bool IsIn((int First, int Last)[] ranges, int c)
    {
        foreach ((int first, int last) in ranges)
        {
            if (c <= last)
            {
                return c >= first;
            }
        }

        return false;
    }
}
