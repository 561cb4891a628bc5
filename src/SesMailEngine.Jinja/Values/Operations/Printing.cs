using System.Globalization;

namespace SesMailEngine.Jinja.Values.Operations;

/// <summary>Python's <c>str()</c> and <c>repr()</c>.</summary>
internal static class Printing
{
    /// <summary>The text of a value, as <c>{{ value }}</c> prints it. A strict undefined value throws.</summary>
    internal static string Str(Value value) => value.Kind switch
    {
        ValueKind.String or ValueKind.Markup => value.AsText,
        ValueKind.Int => value.AsInt.ToString(CultureInfo.InvariantCulture),
        ValueKind.Undefined => ((UndefinedValue)value.Reference!).ToText(),
        ValueKind.None => "None",
        ValueKind.Bool => value.AsBool ? "True" : "False",
        ValueKind.Missing => string.Empty,
        ValueKind.Object => ((ObjectValue)value.Reference!).ToText(),
        _ => Repr(value),
    };

    /// <summary>The text of a value as it stands inside a printed list.</summary>
    internal static string Repr(Value value)
    {
        var writer = new ReprWriter();
        writer.Write(value);
        return writer.ToString();
    }

    internal static string Repr(string text) => Repr(Value.From(text));
}
