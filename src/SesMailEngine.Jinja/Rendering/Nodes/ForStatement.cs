using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary><c>{% for %}</c>.</summary>
internal sealed class ForStatement(Span span) : Statement(span)
{
    private Expression _source = null!;
    private Target _target = null!;
    private ScopeEntry _entry = ScopeEntry.Empty;
    private Body _body = Body.Empty;
    private Body? _otherwise;
    private ScopeEntry _otherwiseEntry = ScopeEntry.Empty;
    private int _loopSlot = -1;
    private EscapeMode _mode;
    private LoopTest? _test;

    internal bool IsRecursive { get; private set; }

    /// <summary>True if nothing but this statement's body sees its loop, so that the object can serve again.</summary>
    internal bool KeepsLoop { get; private set; }

    internal void Complete(
        Expression source,
        LoopTest? test,
        Target target,
        (ScopeEntry Entry, Body Body) body,
        (ScopeEntry Entry, Body Body)? otherwise,
        int loopSlot,
        bool recursive,
        bool keepsLoop,
        EscapeMode mode)
    {
        _source = source;
        _test = test;
        _target = target;
        (_entry, _body) = body;
        _otherwise = otherwise?.Body;
        _otherwiseEntry = otherwise?.Entry ?? ScopeEntry.Empty;
        _loopSlot = loopSlot;
        IsRecursive = recursive;
        KeepsLoop = keepsLoop;
        _mode = mode;
    }

    internal override Flow Render(RenderState state, Frame frame) => Run(state, frame, _source.Evaluate(state, frame), 0);

    internal Value RenderRecursive(RenderState state, Frame frame, Value source, int depth0)
    {
        state.EnterCall();
        int mark = state.Output.Length;
        var saved = frame.Slots.ToArray();
        Run(state, frame, source, depth0);
        saved.CopyTo(frame.Slots, 0);
        state.LeaveCall();
        return state.Captured(mark, _mode == EscapeMode.On || (_mode == EscapeMode.AtRunTime && state.Autoescape));
    }

    private Flow Run(RenderState state, Frame frame, Value source, int depth0)
    {
        if (_test is not null)
        {
            source = _test.Filter(state, frame, source);
        }

        bool ran = _loopSlot >= 0
            ? RunWithLoop(state, frame, source, depth0)
            : source.Reference is ListValue list ? RunList(state, frame, list.Items) : RunItems(state, frame, Sequences.Iterate(source));
        if (!ran && _otherwise is not null)
        {
            _otherwiseEntry.Apply(frame);
            return _otherwise.Render(state, frame);
        }

        return Flow.Next;
    }

    // Each of the three tells whether a pass came to its end, which is what Jinja2's "else" asks.
    private bool RunWithLoop(RenderState state, Frame frame, Value source, int depth0)
    {
        var loop = LoopValue.Start(this, frame, frame.Slots[_loopSlot], source, depth0);
        var value = Value.From(loop);
        bool ran = false;
        while (loop.MoveNext(out var item))
        {
            frame.Slots[_loopSlot] = value;
            var flow = Pass(state, frame, item);
            if (flow == Flow.Break)
            {
                break;
            }

            ran |= flow == Flow.Next;
        }

        return ran;
    }

    private bool RunList(RenderState state, Frame frame, List<Value> items)
    {
        bool ran = false;
        for (int i = 0; i < items.Count; i++)
        {
            var flow = Pass(state, frame, items[i]);
            if (flow == Flow.Break)
            {
                break;
            }

            ran |= flow == Flow.Next;
        }

        return ran;
    }

    private bool RunItems(RenderState state, Frame frame, IEnumerator<Value> items)
    {
        bool ran = false;
        while (items.MoveNext())
        {
            var flow = Pass(state, frame, items.Current);
            if (flow == Flow.Break)
            {
                break;
            }

            ran |= flow == Flow.Next;
        }

        return ran;
    }

    private Flow Pass(RenderState state, Frame frame, Value item)
    {
        state.Step();
        _target.Assign(state, frame, item);
        _entry.Apply(frame);
        return _body.Render(state, frame);
    }
}
