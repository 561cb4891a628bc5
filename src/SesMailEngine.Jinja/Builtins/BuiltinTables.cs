using SesMailEngine.Jinja.Builtins.Filters;
using SesMailEngine.Jinja.Builtins.Functions;
using SesMailEngine.Jinja.Builtins.Methods;
using SesMailEngine.Jinja.Builtins.Tests;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>All built-ins of Jinja2 3.1, put together from the groups in the folders below.</summary>
internal static class BuiltinTables
{
    internal static BuiltinTable Filters { get; } = new(
        AggregateFilters.All,
        CaseFilters.All,
        ChunkFilters.All,
        EscapeFilters.All,
        FallbackFilters.All,
        FileSizeFilter.All,
        GroupFilters.All,
        LayoutFilters.All,
        MapFilters.All,
        MarkupFilters.All,
        NumberFilters.All,
        OrderFilters.All,
        SelectFilters.All,
        SequenceFilters.All,
        TextFilters.All,
        UrlFilters.All);

    internal static BuiltinTable Tests { get; } = new(ComparisonTests.All, PropertyTests.All, TypeTests.All);

    internal static BuiltinTable Functions { get; } = new(GlobalFunctions.All, LoremIpsum.All);

    private static readonly BuiltinTable s_text = new(
        TextCaseMethods.All,
        TextFormatMethods.All,
        TextPaddingMethods.All,
        TextPredicateMethods.All,
        TextSearchMethods.All,
        TextSplitMethods.All,
        TextTrimMethods.All);

    private static readonly BuiltinTable s_list = new(ListMethods.All, SequenceMethods.All);
    private static readonly BuiltinTable s_tuple = new(SequenceMethods.All);
    private static readonly BuiltinTable s_dict = new(DictMethods.All);
    private static readonly BuiltinTable s_int = new(NumberMethods.OfIntegers);
    private static readonly BuiltinTable s_float = new(NumberMethods.OfFloats);
    private static readonly BuiltinTable s_range = new(SequenceMethods.All);
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
