using System.Text;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters that change upper and lower case. Safe text stays safe.</summary>
internal static class CaseFilters
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("upper(s)", Upper),
        new("lower(s)", Lower),
        new("capitalize(s)", Capitalize),
        new("title(s)", Title),
    ];

    /// <summary>All letters in upper case.</summary>
    /// <example>{{ "Grüße"|upper }} => GRÜSSE</example>
    private static Value Upper(Arguments args) => Map(args[0], CaseMapping.ToUpper);

    /// <summary>All letters in lower case.</summary>
    /// <example>{{ "ReF No"|lower }} => ref no</example>
    private static Value Lower(Arguments args) => Map(args[0], CaseMapping.ToLower);

    /// <summary>The first character in upper case, all others in lower case.</summary>
    /// <example>{{ "dear READER"|capitalize }} => Dear reader</example>
    private static Value Capitalize(Arguments args) => Map(args[0], CaseMapping.Capitalize);

    /// <summary>
    /// Every word with a capital and small letters. Words start after white space, hyphens and opening brackets, so
    /// unlike the method <c>title</c> an apostrophe starts none.
    /// </summary>
    /// <example>{{ "it's a well-known fact"|title }} => It's A Well-Known Fact</example>
    private static Value Title(Arguments args)
    {
        // The pieces are plain strings again: the reference joins them without regard to safety.
        string text = Escaping.Soft(args[0]).AsText;
        var output = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length;)
        {
            int start = at;
            bool separator = IsSeparator(text[at]);
            while (at < text.Length && IsSeparator(text[at]) == separator)
            {
                at++;
            }

            int first = start + CodePoints.WidthAt(text, start);
            output.Append(CaseMapping.ToUpper(text[start..first])).Append(CaseMapping.ToLower(text[first..at]));
        }

        return Value.From(output.ToString());
    }

    private static bool IsSeparator(char c) => c is '-' or '(' or '{' or '[' or '<' || CharacterClass.IsSpace(c);

    private static Value Map(Value value, Func<string, string> map)
    {
        var text = Escaping.Soft(value);
        return Value.Text(map(text.AsText), text.IsMarkup);
    }
}
