using System.Runtime.CompilerServices;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>
/// All that one rendering knows: environment, escaping, limits. One thread, one rendering.
/// Built-ins get it with their arguments.
/// </summary>
internal sealed class RenderState
{
    // The clock and the cancellation are asked once in so many steps.
    private const int CheckInterval = 1024;

    private readonly RenderLimits _limits;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly CancellationToken _cancellation;
    private long _stepsLeft;
    private int _untilCheck = CheckInterval;
    private long _madeSinceCheck;

    internal RenderState(JinjaEnvironment environment, CancellationToken cancellation = default)
    {
        Environment = environment;
        Autoescape = environment.Options.Autoescape;
        _limits = environment.Options.Limits;
        _time = environment.Options.Time;
        _started = _time.GetTimestamp();
        _cancellation = cancellation;
        _stepsLeft = _limits.MaxSteps;
    }

    internal JinjaEnvironment Environment { get; }

    /// <summary>Whether autoescape is on at the place that is being rendered.</summary>
    internal bool Autoescape { get; set; }

    internal int MaxDepth => _limits.MaxDepth;

    internal int MaxOutput => _limits.MaxOutput;

    /// <summary>Counts one step of a loop. Every pass over items of unknown number calls it once per item.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Step()
    {
        if (--_untilCheck <= 0)
        {
            Check();
        }
    }

    /// <summary>Counts many steps at once, before they are taken.</summary>
    internal void Steps(long count)
    {
        _stepsLeft -= count;
        if (count > CheckInterval || _stepsLeft < 0)
        {
            Check();
        }
    }

    /// <summary>To be called before a text of so many chars is made; an error if it is over the limit of output.</summary>
    internal void ReserveText(long length)
    {
        if (length > _limits.MaxOutput)
        {
            throw TemplateException.Limit($"a text of {length} characters exceeds the limit of {_limits.MaxOutput} characters");
        }

        _madeSinceCheck += length;
        if (_madeSinceCheck > _limits.MaxOutput)
        {
            Check();
        }
    }

    /// <summary>To be called before a list of so many items is made.</summary>
    internal void ReserveItems(long count) => Steps(count);

    /// <summary>An undefined value under the environment's policy, with a message of its own.</summary>
    internal Value Undefined(string hint, string? name = null) =>
        Value.From(UndefinedValue.Hint(Environment.Options.Undefined, hint, name));

    /// <summary>The undefined value of an attribute or item that <paramref name="owner"/> does not have.</summary>
    internal Value UndefinedMember(Value owner, Value name) =>
        Value.From(UndefinedValue.Member(Environment.Options.Undefined, owner, name));

    /// <summary>The undefined value of a variable that nothing sets.</summary>
    internal Value UndefinedVariable(string name) =>
        Value.From(UndefinedValue.Variable(Environment.Options.Undefined, name));

    /// <summary>Throws when steps, time or cancellation say so.</summary>
    internal void Check()
    {
        _stepsLeft -= CheckInterval - Math.Max(_untilCheck, 0);
        _untilCheck = CheckInterval;
        _madeSinceCheck = 0;
        _cancellation.ThrowIfCancellationRequested();
        if (_stepsLeft < 0)
        {
            throw TemplateException.Limit($"rendering takes more than {_limits.MaxSteps} loop steps");
        }

        if (_time.GetElapsedTime(_started) > _limits.MaxTime)
        {
            throw TemplateException.Limit(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rendering takes longer than {_limits.MaxTime.TotalSeconds} s"));
        }
    }
}
