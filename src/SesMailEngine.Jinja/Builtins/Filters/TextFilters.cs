using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters over one text.</summary>
internal static class TextFilters
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("upper(s)", Upper),
    ];

    /// <summary>All letters in upper case. <c>{{ "Abc"|upper }}</c> gives <c>ABC</c>.</summary>
    private static Value Upper(Arguments args)
    {
        var value = args[0];
        return Value.Text(Printing.Str(value).ToUpperInvariant(), value.IsMarkup);
    }
}
