using System.Globalization;
using System.Runtime.CompilerServices;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>
/// All that one rendering knows: environment, output, escaping, limits. One thread, one rendering.
/// Built-ins get it with their arguments.
/// </summary>
internal sealed class RenderState : IDisposable
{
    // The clock and the cancellation are asked once in so many units of work.
    private const int CheckInterval = 1024;

    // The texts made on the way may together be so many times the limit of output, the lists so many times that of steps.
    private const int TextSlack = 20;
    private const int ItemSlack = 5;

    [ThreadStatic]
    private static RenderState? s_current;

    private readonly RenderState? _previous;
    private readonly RenderLimits _limits;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly CancellationToken _cancellation;
    private readonly long _maxWorkTicks;
    private long _stepsLeft;
    private long _textLeft;
    private long _itemsLeft;
    private long _untilCheck = CheckInterval;
    private int _depth;
    private Dictionary<Template, ModuleValue>? _modules;

    internal RenderState(JinjaEnvironment environment, CancellationToken cancellation = default)
    {
        Environment = environment;
        _limits = environment.Options.Limits;
        _time = environment.Options.Time;
        _started = _time.GetTimestamp();
        _maxWorkTicks = _limits.MaxTime.Ticks;
        _cancellation = cancellation;
        _stepsLeft = _limits.MaxSteps;
        _textLeft = (long)_limits.MaxOutput * TextSlack;
        _itemsLeft = _limits.MaxSteps * ItemSlack;
        Output = new OutputBuffer(_limits.MaxOutput);
        Escape = new EscapeContext(environment.Options.Autoescape);
        _previous = s_current;
        s_current = this;
    }

    internal JinjaEnvironment Environment { get; }

    internal OutputBuffer Output { get; }

    /// <summary>The escaping of the template whose code runs.</summary>
    internal EscapeContext Escape { get; private set; }

    /// <summary>Whether autoescape is on at the place that is being rendered.</summary>
    internal bool Autoescape => Escape.Autoescape;

    internal int MaxOutput => _limits.MaxOutput;

    internal UndefinedKind UndefinedKind => Environment.Options.Undefined;

    /// <summary>The modules that this rendering has imported without context; each template runs once.</summary>
    internal Dictionary<Template, ModuleValue> Modules => _modules ??= [];

    public void Dispose()
    {
        s_current = _previous;
        Output.Dispose();
    }

    /// <summary>Counts work that no parameter leads to, such as comparing long lists, against the time of the rendering of this thread.</summary>
    internal static void ChargeCurrent(long work) => s_current?.Work(work);

    /// <summary>Counts one step of a loop. Every pass over items calls it once per item.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Step()
    {
        _stepsLeft--;
        if (--_untilCheck <= 0)
        {
            Check();
        }
    }

    /// <summary>Counts many steps at once, before they are taken.</summary>
    internal void Steps(long count)
    {
        _stepsLeft -= count;
        Work(count);
        if (_stepsLeft < 0)
        {
            Check();
        }
    }

    /// <summary>Counts work that is no loop step, in units of about a loop step, so that the time is looked at often enough.</summary>
    internal void Work(long units)
    {
        _untilCheck -= units;
        if (_untilCheck <= 0)
        {
            Check();
        }
    }

    /// <summary>To be called before a text of so many chars is made; an error if it is over the limit of output.</summary>
    internal void ReserveText(long length)
    {
        CheckLength(length);
        CountText(length);
    }

    /// <summary>To be called while a text grows, with its length so far.</summary>
    internal void CheckLength(long length)
    {
        if (length > _limits.MaxOutput)
        {
            throw TemplateException.Limit($"a text of {length} characters exceeds the limit of {_limits.MaxOutput}");
        }

        Work(1);
    }

    /// <summary>Counts a text that has been made.</summary>
    internal void CountText(long length)
    {
        _textLeft -= length;
        if (_textLeft < 0)
        {
            throw TemplateException.Limit($"the texts made while rendering exceed {TextSlack} times the limit of output");
        }

        Work(length / 64);
    }

    /// <summary>To be called before a list of so many items is made.</summary>
    internal void ReserveItems(long count)
    {
        _itemsLeft -= count;
        if (_itemsLeft < 0)
        {
            throw TemplateException.Limit($"the lists made while rendering exceed {ItemSlack} times the limit of loop steps");
        }

        Work(count / 8);
    }

    /// <summary>Before every macro, block, include and recursive loop: depth and stack are bounded.</summary>
    internal void EnterCall()
    {
        if (++_depth > _limits.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw TemplateException.Limit("maximum recursion depth exceeded");
        }

        Work(1);
    }

    internal void LeaveCall() => _depth--;

    internal EscapeContext EnterEscape(EscapeContext escape)
    {
        var previous = Escape;
        Escape = escape;
        return previous;
    }

    internal void LeaveEscape(EscapeContext previous) => Escape = previous;

    /// <summary>Writes what <c>{{ value }}</c> prints.</summary>
    internal void Print(Value value, bool escape)
    {
        if (value.Reference is string text)
        {
            if (escape && !value.IsMarkup)
            {
                Output.AppendEscaped(text);
            }
            else
            {
                Output.Append(text);
            }
        }
        else if (value.IsInt)
        {
            Output.Append(value.AsInt);
        }
        else
        {
            PrintOther(value, escape);
        }
    }

    /// <summary>What was written since the mark, taken out of the output.</summary>
    internal Value Captured(int mark, bool safe)
    {
        ReserveText(Output.Length - mark);
        return Value.Text(Output.Cut(mark), safe);
    }

    /// <summary>An undefined value under the environment's policy, with a message of its own.</summary>
    internal Value Undefined(string hint, string? name = null) =>
        Value.From(UndefinedValue.Hint(UndefinedKind, hint, name));

    /// <summary>The undefined value of an attribute or item that <paramref name="owner"/> does not have.</summary>
    internal Value UndefinedMember(Value owner, Value name) =>
        Value.From(UndefinedValue.Member(UndefinedKind, owner, name));

    /// <summary>The undefined value of a variable that nothing sets.</summary>
    internal Value UndefinedVariable(string name) =>
        Value.From(UndefinedValue.Variable(UndefinedKind, name));

    private void PrintOther(Value value, bool escape)
    {
        string text = Printing.Str(value);
        if (escape && value.Reference is not ModuleValue)
        {
            Output.AppendEscaped(text);
        }
        else
        {
            Output.Append(text);
        }
    }

    /// <summary>Throws when steps, time or cancellation say so.</summary>
    private void Check()
    {
        _untilCheck = CheckInterval;
        _cancellation.ThrowIfCancellationRequested();
        if (_stepsLeft < 0)
        {
            throw TemplateException.Limit($"rendering takes more than {_limits.MaxSteps} loop steps");
        }

        if (_time.GetElapsedTime(_started).Ticks > _maxWorkTicks)
        {
            throw TemplateException.Limit(
                string.Create(CultureInfo.InvariantCulture, $"rendering takes longer than {_limits.MaxTime.TotalSeconds} s"));
        }
    }
}
