using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>Methods of text that change case. Those of safe text give safe text.</summary>
internal static class TextCaseMethods
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("upper(self, /)", Upper),
        new("lower(self, /)", Lower),
        new("title(self, /)", Title),
        new("capitalize(self, /)", Capitalize),
        new("swapcase(self, /)", SwapCase),
        new("casefold(self, /)", CaseFold),
    ];

    /// <summary>All letters in upper case.</summary>
    /// <example>{{ "straße".upper() }} => STRASSE</example>
    private static Value Upper(Arguments args) => Map(args[0], CaseMapping.ToUpper);

    /// <summary>All letters in lower case.</summary>
    /// <example>{{ "ÀÉ".lower() }} => àé</example>
    private static Value Lower(Arguments args) => Map(args[0], CaseMapping.ToLower);

    /// <summary>A capital after everything that is no letter, small letters elsewhere.</summary>
    /// <example>{{ "they're o'neil-smith".title() }} => They'Re O'Neil-Smith</example>
    private static Value Title(Arguments args) => Map(args[0], CaseMapping.ToTitle);

    /// <summary>The first character in upper case, all others in lower case.</summary>
    /// <example>{{ "hello WORLD".capitalize() }} => Hello world</example>
    private static Value Capitalize(Arguments args) => Map(args[0], CaseMapping.Capitalize);

    /// <summary>Upper case becomes lower case and the other way round.</summary>
    /// <example>{{ "Hello".swapcase() }} => hELLO</example>
    private static Value SwapCase(Arguments args) => Map(args[0], CaseMapping.SwapCase);

    /// <summary>The form in which texts that differ only in case are equal.</summary>
    /// <example>{{ "Straße".casefold() == "STRASSE".casefold() }} => True</example>
    private static Value CaseFold(Arguments args) => Map(args[0], CaseMapping.CaseFold);

    private static Value Map(Value text, Func<string, string> map) => Value.Text(map(text.AsText), text.IsMarkup);
}
