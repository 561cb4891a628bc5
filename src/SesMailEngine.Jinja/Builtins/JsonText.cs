using System.Globalization;
using System.Text;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Numbers;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>
/// JSON as Python's <c>json.dumps</c> writes it with sorted keys, with the characters escaped that HTML would read
/// (Jinja2's <c>htmlsafe_json_dumps</c>). Without an indentation all is on one line.
/// </summary>
internal sealed class JsonText(RenderState state, string? indent)
{
    private const int MaxDepth = 200;

    private readonly StringBuilder _output = new();
    private readonly HashSet<ObjectValue> _open = [];

    /// <summary>The JSON of a value. What JSON has no form for, and a container within itself, is an error.</summary>
    internal string Write(Value value)
    {
        WriteValue(value);
        return _output.ToString();
    }

    private void WriteValue(Value value)
    {
        state.Step();
        state.CheckLength(_output.Length);
        switch (value.Kind)
        {
            case ValueKind.String or ValueKind.Markup:
                WriteText(value.AsText);
                break;
            case ValueKind.List:
                WriteItems(value.AsList, value.AsList.Items);
                break;
            case ValueKind.Tuple:
                WriteItems(value.AsTuple, value.AsTuple.Items);
                break;
            case ValueKind.Dict:
                WriteEntries(value.AsDict);
                break;
            default:
                _output.Append(Atom(value)
                    ?? throw TemplateException.Runtime($"Object of type {value.TypeName} is not JSON serializable"));
                break;
        }
    }

    private void WriteItems(ObjectValue owner, IReadOnlyList<Value> items)
    {
        if (items.Count == 0)
        {
            _output.Append("[]");
            return;
        }

        Enter(owner);
        _output.Append('[');
        for (int i = 0; i < items.Count; i++)
        {
            Separate(i);
            WriteValue(items[i]);
        }

        Leave(owner);
        _output.Append(']');
    }

    private void WriteEntries(DictValue dict)
    {
        if (dict.Count == 0)
        {
            _output.Append("{}");
            return;
        }

        Enter(dict);
        _output.Append('{');
        var keys = StableSort.Sort(state, Iteration.ToList(state, Value.From(dict)), key => key, reverse: false);
        for (int i = 0; i < keys.Count; i++)
        {
            Separate(i);
            WriteText(keys[i].IsText
                ? keys[i].AsText
                : Atom(keys[i]) ?? throw TemplateException.Runtime($"keys must be str, int, float, bool or None, not {keys[i].TypeName}"));
            _output.Append(": ");
            WriteValue(dict[keys[i]]);
        }

        Leave(dict);
        _output.Append('}');
    }

    private void Separate(int index)
    {
        if (indent is not null)
        {
            _output.Append(index > 0 ? "," : "");
            BreakLine();
        }
        else if (index > 0)
        {
            _output.Append(", ");
        }
    }

    private void Enter(ObjectValue owner)
    {
        if (!_open.Add(owner))
        {
            throw TemplateException.Runtime("Circular reference detected");
        }

        if (_open.Count > MaxDepth)
        {
            throw TemplateException.Runtime("maximum recursion depth exceeded while encoding a JSON object");
        }
    }

    private void Leave(ObjectValue owner)
    {
        _open.Remove(owner);
        if (indent is not null)
        {
            BreakLine();
        }
    }

    private void BreakLine()
    {
        state.CheckLength(_output.Length + ((long)_open.Count * indent!.Length));
        _output.Append('\n').Append(HtmlSafe(Padding.Repeat(indent, _open.Count)));
    }

    private static string? Atom(Value value) => value.Kind switch
    {
        ValueKind.None => "null",
        ValueKind.Bool => value.AsBool ? "true" : "false",
        ValueKind.Int or ValueKind.BigInt => IntegerText.ToDecimal(value.AsBig),
        ValueKind.Float => value.AsFloat switch
        {
            double.NaN => "NaN",
            double.PositiveInfinity => "Infinity",
            double.NegativeInfinity => "-Infinity",
            _ => FloatText.Repr(value.AsFloat),
        },
        _ => null,
    };

    private void WriteText(string text)
    {
        _output.Append('"');
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => _output.Append("\\\""),
                '\\' => _output.Append("\\\\"),
                '\n' => _output.Append("\\n"),
                '\r' => _output.Append("\\r"),
                '\t' => _output.Append("\\t"),
                '\f' => _output.Append("\\f"),
                '\b' => _output.Append("\\b"),
                '<' or '>' or '&' or '\'' or < ' ' or > '~' => _output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => _output.Append(c),
            };
        }

        _output.Append('"');
    }

    // Only an indentation given as text can bring such characters in.
    private static string HtmlSafe(string text) =>
        text.Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal)
            .Replace("&", "\\u0026", StringComparison.Ordinal).Replace("'", "\\u0027", StringComparison.Ordinal);
}
