using System.Globalization;
using System.Text;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Formatting;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>
/// <c>str.format</c> as Jinja2's sandbox runs it: attributes and items in field names are looked up as in expressions,
/// so what is unsafe there is unsafe here. A safe format (Markup) escapes what it inserts.
/// </summary>
internal sealed class StringFormatter(RenderState state, Value[] positional, Value keywords, bool escape)
{
    private const int MaxNesting = 2;

    // null until the first field decides; false once a field has been numbered by hand
    private bool? _countsItself;
    private int _next;

    /// <summary>Formats a whole string.</summary>
    public string Format(string format) => Format(format, MaxNesting);

    /// <summary><c>format(value, specification)</c>.</summary>
    public static string FormatValue(Value value, string specification) => value.Kind switch
    {
        ValueKind.String or ValueKind.Markup => SpecificationWriter.Text(value.AsText, specification),
        ValueKind.Float => SpecificationWriter.Float(value.AsFloat, specification),
        ValueKind.Int or ValueKind.BigInt or ValueKind.Bool when specification.Length > 0 =>
            SpecificationWriter.Integer(value.AsBig, specification),
        _ => specification.Length == 0
            ? Printing.Str(value)
            : throw TemplateException.Runtime($"unsupported format string passed to {value.TypeName}.__format__"),
    };

    private string Format(string format, int nesting)
    {
        if (nesting < 0)
        {
            throw TemplateException.Runtime("Max string recursion exceeded");
        }

        var output = new StringBuilder();
        for (int at = 0; at < format.Length;)
        {
            var field = FormatField.Read(format, ref at);
            output.Append(field.Literal);
            if (field.Name is not null)
            {
                output.Append(Insert(field, nesting));
                state.CheckLength(output.Length);
            }
        }

        return output.ToString();
    }

    private string Insert(FormatField field, int nesting)
    {
        var value = Resolve(field.Name!);
        value = field.Conversion switch
        {
            '\0' => value,
            's' => Value.From(Printing.Str(value)),
            'r' => Value.From(Printing.Repr(value)),
            'a' => Value.From(StringRepr.ToAscii(Printing.Repr(value))),
            _ => throw TemplateException.Runtime($"Unknown conversion specifier {field.Conversion}"),
        };
        string specification = Format(field.Specification, nesting - 1);
        if (!escape)
        {
            return FormatValue(value, specification);
        }

        if (value.IsMarkup)
        {
            return specification.Length == 0
                ? value.AsText
                : throw TemplateException.Runtime("Unsupported format specification for Markup.");
        }

        return HtmlEscaping.Escape(FormatValue(value, specification));
    }

    private Value Resolve(string name)
    {
        if (name.Length == 0)
        {
            _countsItself = _countsItself ?? true
                ? true
                : throw TemplateException.Runtime("cannot switch from manual field specification to automatic field numbering");
            name = (_next++).ToString(CultureInfo.InvariantCulture);
        }
        else if (FormatField.TryNumber(name, out _))
        {
            _countsItself = _countsItself ?? false
                ? throw TemplateException.Runtime("cannot switch from manual field specification to automatic field numbering")
                : false;
        }

        (string first, var rest) = FormatField.SplitName(name);
        var value = Argument(first);
        foreach ((bool isAttribute, string member) in rest)
        {
            value = isAttribute ? Lookup.Attribute(state, value, member)
                : FormatField.TryNumber(member, out int index) ? Lookup.Item(state, value, Value.From(index))
                : Lookup.Item(state, value, member);
        }

        return value;
    }

    private Value Argument(string name)
    {
        if (FormatField.TryNumber(name, out int index))
        {
            return index < positional.Length
                ? positional[index]
                : throw TemplateException.Runtime($"Replacement index {index} out of range for positional args tuple");
        }

        if (keywords.Reference is not DictValue dict)
        {
            Arguments.Reject(keywords);
            throw TemplateException.Runtime($"'{keywords.TypeName}' object is not a mapping");
        }

        return dict.TryGet(name, out var value) ? value : throw TemplateException.Runtime(StringRepr.Quote(name));
    }
}
