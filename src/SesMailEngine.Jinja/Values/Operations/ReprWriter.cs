using System.Globalization;
using System.Text;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Numbers;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Values.Operations;

/// <summary>Writes <c>repr()</c> of nested values; a container inside itself shows as <c>[...]</c>, as in Python.</summary>
internal sealed class ReprWriter
{
    private const int MaxDepth = 200;

    // A printed container may refer to one large list many times; this keeps the text within a rendering's own limit.
    private const int MaxLength = 16 * 1024 * 1024;

    private readonly StringBuilder _text = new();
    private readonly List<ObjectValue> _open = [];

    public override string ToString() => _text.ToString();

    internal void Append(string text)
    {
        if (_text.Length + text.Length > MaxLength)
        {
            throw TemplateException.Limit("printing a value takes more text than the limit allows");
        }

        _text.Append(text);
    }

    internal void Write(Value value)
    {
        Rendering.RenderState.ChargeCurrent(1);
        switch (value.Kind)
        {
            case ValueKind.String:
                Append(StringRepr.Quote(value.AsText));
                break;
            case ValueKind.Markup:
                Append("Markup(");
                Append(StringRepr.Quote(value.AsText));
                Append(")");
                break;
            case ValueKind.Int:
                Append(value.AsInt.ToString(CultureInfo.InvariantCulture));
                break;
            case ValueKind.BigInt:
                Append(IntegerText.ToDecimal(value.AsBig));
                break;
            case ValueKind.Float:
                Append(FloatText.Repr(value.AsFloat));
                break;
            case ValueKind.Bool:
                Append(value.AsBool ? "True" : "False");
                break;
            case ValueKind.None:
            case ValueKind.Missing:
                Append("None");
                break;
            default:
                ((ObjectValue)value.Reference!).WriteRepr(this);
                break;
        }
    }

    internal void Sequence(ObjectValue owner, string open, IEnumerable<Value> items, string close)
    {
        if (!Enter(owner, open, close))
        {
            return;
        }

        Append(open);
        bool first = true;
        foreach (var item in items)
        {
            Append(first ? string.Empty : ", ");
            first = false;
            Write(item);
        }

        Append(close);
        Leave();
    }

    internal void Dict(DictValue dict)
    {
        if (!Enter(dict, "{", "}"))
        {
            return;
        }

        Append("{");
        int at = 0;
        bool first = true;
        while (dict.NextEntry(ref at, out var key, out var value))
        {
            Append(first ? string.Empty : ", ");
            first = false;
            Write(key);
            Append(": ");
            Write(value);
        }

        Append("}");
        Leave();
    }

    private bool Enter(ObjectValue owner, string open, string close)
    {
        if (_open.Contains(owner))
        {
            Append($"{open}...{close}");
            return false;
        }

        if (_open.Count > MaxDepth)
        {
            throw TemplateException.Runtime("maximum recursion depth exceeded while getting the repr of an object");
        }

        _open.Add(owner);
        return true;
    }

    private void Leave() => _open.RemoveAt(_open.Count - 1);
}
