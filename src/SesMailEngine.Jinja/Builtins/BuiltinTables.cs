using SesMailEngine.Jinja.Builtins.Filters;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>All built-ins of Jinja2 3.1, put together from the groups in the folders below.</summary>
internal static class BuiltinTables
{
    internal static BuiltinTable Filters { get; } = new(TextFilters.All, FallbackFilters.All);

    internal static BuiltinTable Tests { get; } = new();

    internal static BuiltinTable Functions { get; } = new();

    private static readonly BuiltinTable s_text = new();
    private static readonly BuiltinTable s_list = new();
    private static readonly BuiltinTable s_tuple = new();
    private static readonly BuiltinTable s_dict = new();
    private static readonly BuiltinTable s_int = new();
    private static readonly BuiltinTable s_float = new();
    private static readonly BuiltinTable s_range = new();
    private static readonly BuiltinTable s_none = new();

    /// <summary>The methods of a type, by what the value holds. Methods of Markup are those of text.</summary>
    internal static BuiltinTable MethodsOf(ValueKind kind) => kind switch
    {
        ValueKind.String or ValueKind.Markup => s_text,
        ValueKind.List => s_list,
        ValueKind.Tuple => s_tuple,
        ValueKind.Dict => s_dict,
        ValueKind.Int or ValueKind.BigInt or ValueKind.Bool => s_int,
        ValueKind.Float => s_float,
        ValueKind.Range => s_range,
        _ => s_none,
    };
}
