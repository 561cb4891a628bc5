using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters that stand in for a value that is not there.</summary>
internal static class FallbackFilters
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("default(value, default_value=, boolean=)", Default),
        new("d(value, default_value=, boolean=)", Default),
    ];

    /// <summary>
    /// Another value where the first is undefined, or with <c>true</c> as second argument where it is false.
    /// </summary>
    /// <example>Hello {{ missing|default("there") }}{{ ""|d("!", true) }} => Hello there!</example>
    private static Value Default(Arguments args)
    {
        var value = args[0];
        return value.IsUndefined || (args.Flag(2) && !Truth.Of(value)) ? args.Or(1, Value.EmptyString) : value;
    }
}
