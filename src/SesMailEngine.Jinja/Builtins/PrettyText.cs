using System.Text;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>
/// What <c>pprint</c> puts on one line: <c>repr</c> with the keys of dicts sorted.
/// </summary>
internal sealed class PrettyText
{
    private const int MaxDepth = 200;

    private readonly RenderState _state;
    private readonly StringBuilder _output = new();
    private readonly HashSet<ObjectValue> _open = [];

    private PrettyText(RenderState state) => _state = state;

    /// <summary>The text of a value.</summary>
    internal static string Of(RenderState state, Value value)
    {
        var text = new PrettyText(state);
        text.Write(value);
        return text._output.ToString();
    }

    /// <summary>The keys of a dict in order; those that Python cannot compare come in the order of their types' names.</summary>
    internal static List<Value> SortedKeys(RenderState state, DictValue dict)
    {
        var keys = Iteration.ToList(state, Value.From(dict));
        return keys.TrueForAll(key => key.IsText) || keys.TrueForAll(key => key.IsNumber)
            ? StableSort.Sort(state, keys, key => key, reverse: false)
            : [.. keys.GroupBy(key => key.TypeName).OrderBy(group => group.Key, StringComparer.Ordinal)
                .SelectMany(group => group.All(key => key.IsText || key.IsNumber)
                    ? StableSort.Sort(state, [.. group], key => key, reverse: false)
                    : [.. group])];
    }

    private void Write(Value value)
    {
        _state.Step();
        _state.CheckLength(_output.Length);
        switch (value.Reference)
        {
            case ListValue list:
                WriteItems(list, "[", list.Items, "]");
                break;
            case TupleValue tuple:
                WriteItems(tuple, "(", tuple.Items, tuple.Items.Length == 1 ? ",)" : ")");
                break;
            case DictValue dict:
                WriteEntries(dict);
                break;
            default:
                _output.Append(Printing.Repr(value));
                break;
        }
    }

    private void WriteItems(ObjectValue owner, string open, IReadOnlyList<Value> items, string close)
    {
        if (!Enter(owner))
        {
            return;
        }

        _output.Append(open);
        for (int i = 0; i < items.Count; i++)
        {
            _output.Append(i > 0 ? ", " : "");
            Write(items[i]);
        }

        _output.Append(close);
        _open.Remove(owner);
    }

    private void WriteEntries(DictValue dict)
    {
        if (!Enter(dict))
        {
            return;
        }

        _output.Append('{');
        bool first = true;
        foreach (var key in SortedKeys(_state, dict))
        {
            _output.Append(first ? "" : ", ");
            first = false;
            Write(key);
            _output.Append(": ");
            Write(dict[key]);
        }

        _output.Append('}');
        _open.Remove(dict);
    }

    private bool Enter(ObjectValue owner)
    {
        if (_open.Count >= MaxDepth)
        {
            throw TemplateException.Runtime("maximum recursion depth exceeded while getting the repr of an object");
        }

        if (_open.Add(owner))
        {
            return true;
        }

        _output.Append($"<Recursion on {owner.TypeName}>");
        return false;
    }
}
