using System.Text;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>Methods that ask what a text consists of. All but <c>isascii</c> and <c>isprintable</c> are false for an empty one.</summary>
internal static class TextPredicateMethods
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("isalpha(self, /)", IsAlpha),
        new("isdigit(self, /)", IsDigit),
        new("isdecimal(self, /)", IsDecimal),
        new("isnumeric(self, /)", IsNumeric),
        new("isalnum(self, /)", IsAlphanumeric),
        new("isspace(self, /)", IsSpace),
        new("isascii(self, /)", IsAscii),
        new("isprintable(self, /)", IsPrintable),
        new("islower(self, /)", IsLower),
        new("isupper(self, /)", IsUpper),
        new("istitle(self, /)", IsTitle),
        new("isidentifier(self, /)", IsIdentifier),
    ];

    /// <summary>Letters alone.</summary>
    /// <example>{{ "Grüße".isalpha() }} => True</example>
    private static Value IsAlpha(Arguments args) => StringPredicates.All(args[0].AsText, CharacterClass.IsAlpha);

    /// <summary>Digits alone, superscripts among them.</summary>
    /// <example>{{ "12".isdigit() }} {{ "1.2".isdigit() }} => True False</example>
    private static Value IsDigit(Arguments args) => StringPredicates.All(args[0].AsText, CharacterClass.IsDigit);

    /// <summary>Digits alone that form a number.</summary>
    /// <example>{{ "12".isdecimal() }} {{ "²".isdecimal() }} => True False</example>
    private static Value IsDecimal(Arguments args) => StringPredicates.All(args[0].AsText, CharacterClass.IsDecimal);

    /// <summary>Digits, fractions and numerals alone.</summary>
    /// <example>{{ "½".isnumeric() }} => True</example>
    private static Value IsNumeric(Arguments args) => StringPredicates.All(args[0].AsText, CharacterClass.IsNumeric);

    /// <summary>Letters and digits alone.</summary>
    /// <example>{{ "abc123".isalnum() }} => True</example>
    private static Value IsAlphanumeric(Arguments args) => StringPredicates.All(args[0].AsText, CharacterClass.IsAlphanumeric);

    /// <summary>White space alone.</summary>
    /// <example>{{ " \t".isspace() }} => True</example>
    private static Value IsSpace(Arguments args) => StringPredicates.All(args[0].AsText, CharacterClass.IsSpace);

    /// <summary>ASCII alone.</summary>
    /// <example>{{ "abc".isascii() }} {{ "é".isascii() }} => True False</example>
    private static Value IsAscii(Arguments args) => Ascii.IsValid(args[0].AsText);

    /// <summary>Nothing that Python would show as an escape.</summary>
    /// <example>{{ "a\n".isprintable() }} => False</example>
    private static Value IsPrintable(Arguments args) => StringPredicates.IsPrintable(args[0].AsText);

    /// <summary>Lower-case letters and no capitals.</summary>
    /// <example>{{ "abc 1".islower() }} => True</example>
    private static Value IsLower(Arguments args) => StringPredicates.IsLower(args[0].AsText);

    /// <summary>Capitals and no lower-case letters.</summary>
    /// <example>{{ "ABC 1".isupper() }} => True</example>
    private static Value IsUpper(Arguments args) => StringPredicates.IsUpper(args[0].AsText);

    /// <summary>Words with a capital and small letters.</summary>
    /// <example>{{ "Hello World".istitle() }} => True</example>
    private static Value IsTitle(Arguments args) => StringPredicates.IsTitle(args[0].AsText);

    /// <summary>A name as Python has them.</summary>
    /// <example>{{ "order_id".isidentifier() }} {{ "1st".isidentifier() }} => True False</example>
    private static Value IsIdentifier(Arguments args) => StringPredicates.IsIdentifier(args[0].AsText);
}
