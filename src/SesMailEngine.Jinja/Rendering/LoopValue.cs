using SesMailEngine.Jinja.Builtins;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering.Nodes;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>
/// The <c>loop</c> of a running <c>for</c>, and its position in what it runs over. Like Jinja2's LoopContext it looks
/// one item ahead at most, and only when asked, except for <c>length</c>, which reads an iterator to its end.
/// </summary>
internal sealed class LoopValue : ObjectValue
{
    private static readonly Builtin s_cycle = new("cycle(self, *args)", Cycle);
    private static readonly Builtin s_changed = new("changed(self, *value)", Changed);

    private readonly Frame _frame;
    private ForStatement _statement;
    private int _depth0;
    private Value _source;
    private List<Value>? _list;
    private IEnumerator<Value>? _items;
    private int _next;
    private long _index0 = -1;
    private long _length = -1;
    private Value _current;
    private Value _before;
    private Value _after;
    private Value[]? _lastChanged;

    private LoopValue(Frame frame, ForStatement statement)
    {
        _frame = frame;
        _statement = statement;
    }

    /// <summary>
    /// The loop of a statement that starts to run. Where nothing can hold on to a loop, the one that is in its variable
    /// from before serves again.
    /// </summary>
    internal static LoopValue Start(ForStatement statement, Frame frame, Value variable, Value source, int depth0)
    {
        var loop = statement.KeepsLoop && variable.Reference is LoopValue { _statement.KeepsLoop: true } used
            ? used
            : new LoopValue(frame, statement);
        loop.Reset(statement, source, depth0);
        return loop;
    }

    private void Reset(ForStatement statement, Value source, int depth0)
    {
        _statement = statement;
        _source = source;
        _depth0 = depth0;
        _next = 0;
        _index0 = _length = -1;
        _current = _before = _after = Value.Missing;
        _lastChanged = null;
        _list = (source.Reference as ListValue)?.Items;
        _items = _list is null ? Sequences.Iterate(source) : null;
    }

    internal override string TypeName => "jinja2.runtime.LoopContext";

    internal override bool IsCallable => true;

    internal override bool IsIterable => true;

    internal override bool Truth => true;

    internal bool MoveNext(out Value item)
    {
        if (_list is not null)
        {
            if (_next >= _list.Count)
            {
                item = default;
                return false;
            }

            item = _list[_next++];
            _index0++;
            return true;
        }

        if (!_after.IsMissing)
        {
            item = _after;
            _after = Value.Missing;
        }
        else if (_items!.MoveNext())
        {
            item = _items.Current;
        }
        else
        {
            item = default;
            return false;
        }

        _index0++;
        _before = _current;
        _current = item;
        return true;
    }

    internal Value Field(RenderState state, LoopField field) => field switch
    {
        LoopField.Index => Value.From(_index0 + 1),
        LoopField.Index0 => Value.From(_index0),
        LoopField.RevIndex => Value.From(CountItems() - _index0),
        LoopField.RevIndex0 => Value.From(CountItems() - _index0 - 1),
        LoopField.First => Value.From(_index0 == 0),
        LoopField.Last => Value.From(_list is not null ? _next >= _list.Count : PeekNext().IsMissing),
        LoopField.Length => Value.From(CountItems()),
        LoopField.Depth => Value.From(_depth0 + 1L),
        LoopField.Depth0 => Value.From((long)_depth0),
        LoopField.PreviousItem => _index0 == 0 ? state.Undefined("there is no previous item")
            : _list is null ? _before
            : _next - 2 < _list.Count ? _list[_next - 2] : Value.None,
        _ => PeekNext() is { IsMissing: false } next ? next : state.Undefined("there is no next item"),
    };

    internal override Value GetAttribute(RenderState state, string name) =>
        LoopFields.Find(name) is { } field ? Field(state, field)
        : name == "cycle" ? Value.From(new BoundMethod(s_cycle, Value.From(this)))
        : name == "changed" ? Value.From(new BoundMethod(s_changed, Value.From(this)))
        : Value.Missing;

    /// <summary>Renders the loop's body over other items: <c>{{ loop(item.children) }}</c>.</summary>
    internal override Value Call(RenderState state, ReadOnlySpan<Value> positional, DictValue? keywords)
    {
        if (!_statement.IsRecursive)
        {
            throw TemplateException.Runtime("The loop must have the 'recursive' marker to be called recursively.");
        }

        return positional.Length == 1 && keywords is null
            ? _statement.RenderRecursive(state, _frame, positional[0], _depth0 + 1)
            : throw TemplateException.Runtime("LoopContext.__call__() takes exactly one argument");
    }

    internal override IEnumerator<Value> Iterate()
    {
        while (MoveNext(out var item))
        {
            yield return Value.Tuple(item, Value.From(this));
        }
    }

    internal override void WriteRepr(ReprWriter writer) =>
        writer.Append(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"<LoopContext {_index0 + 1}/{CountItems()}>"));

    private static Value Cycle(Arguments args)
    {
        var items = args[1].AsTuple.Items;
        return items.Length == 0
            ? throw TemplateException.Runtime("no items for cycling given")
            : items[(int)(((LoopValue)args[0].Reference!)._index0 % items.Length)];
    }

    private static Value Changed(Arguments args)
    {
        var loop = (LoopValue)args[0].Reference!;
        var items = args[1].AsTuple.Items;
        if (loop._lastChanged is not null && Equality.AreEqual(Value.Tuple(loop._lastChanged), args[1]))
        {
            return Value.False;
        }

        loop._lastChanged = items;
        return Value.True;
    }

    private Value PeekNext()
    {
        if (_list is not null)
        {
            return _next < _list.Count ? _list[_next] : Value.Missing;
        }

        if (_after.IsMissing && _items!.MoveNext())
        {
            _after = _items.Current;
        }

        return _after;
    }

    private long CountItems()
    {
        if (_length >= 0)
        {
            return _length;
        }

        if (Sequences.Length(_source) is { } known)
        {
            return _length = known;
        }

        var rest = new List<Value>();
        while (_items!.MoveNext())
        {
            RenderState.ChargeCurrent(1);
            rest.Add(_items.Current);
        }

        _length = rest.Count + _index0 + 1 + (_after.IsMissing ? 0 : 1);
        _items = rest.GetEnumerator();
        return _length;
    }
}
