using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>
/// The parameters of a built-in. Arguments are bound to one slot each: the named parameters in order, then one slot
/// with a tuple for <c>*args</c>, then one with a dict for <c>**kwargs</c>. A parameter not given is
/// <see cref="Value.Missing"/>; the body knows its default.
/// </summary>
internal sealed class Signature
{
    private readonly string[] _names;
    private readonly int _required;
    private readonly int _positionalOnly;

    private Signature(string name, string[] names, int required, int positionalOnly, bool takesVarArgs, bool takesKeywords)
    {
        Name = name;
        _names = names;
        _required = required;
        _positionalOnly = positionalOnly;
        TakesVarArgs = takesVarArgs;
        TakesKeywords = takesKeywords;
    }

    internal string Name { get; }

    internal bool TakesVarArgs { get; }

    internal bool TakesKeywords { get; }

    internal int SlotCount => _names.Length + (TakesVarArgs ? 1 : 0) + (TakesKeywords ? 1 : 0);

    /// <summary>
    /// Reads a signature such as <c>name(a, b=, /, c=, *args, **kwargs)</c>: a trailing <c>=</c> marks what may be left
    /// out, everything before <c>/</c> can only be given by position.
    /// </summary>
    internal static Signature Parse(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        var names = new List<string>();
        int required = 0;
        int positionalOnly = 0;
        bool varArgs = false;
        bool keywords = false;
        foreach (string part in text[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "/")
            {
                positionalOnly = names.Count;
            }
            else if (part.StartsWith("**", StringComparison.Ordinal))
            {
                keywords = true;
            }
            else if (part.StartsWith('*'))
            {
                varArgs = true;
            }
            else if (part.EndsWith('='))
            {
                names.Add(part[..^1]);
            }
            else
            {
                names.Add(part);
                required = names.Count;
            }
        }

        return new Signature(text[..open], [.. names], required, positionalOnly, varArgs, keywords);
    }

    /// <summary>The slot of a keyword, or -1.</summary>
    internal int SlotOf(string keyword)
    {
        int slot = Array.IndexOf(_names, keyword);
        return slot < _positionalOnly ? -1 : slot;
    }

    /// <summary>
    /// The slot of each of so many positional arguments and of each keyword; null where binding at run time would fail
    /// or collect arguments into <c>*args</c> or <c>**kwargs</c>.
    /// </summary>
    internal int[]? TryBind(int positional, string[] keywords)
    {
        if (positional > _names.Length)
        {
            return null;
        }

        var slots = new int[positional + keywords.Length];
        var taken = new bool[_names.Length];
        for (int i = 0; i < slots.Length; i++)
        {
            int slot = i < positional ? i : SlotOf(keywords[i - positional]);
            if (slot < 0 || taken[slot])
            {
                return null;
            }

            slots[i] = slot;
            taken[slot] = true;
        }

        return taken.AsSpan(0, _required).Contains(false) ? null : slots;
    }

    /// <summary>Binds as Python does; too many, too few, unknown or double arguments are a TypeError.</summary>
    internal Value[] Bind(ReadOnlySpan<Value> positional, DictValue? keywords)
    {
        var slots = new Value[SlotCount];
        int count = Math.Min(positional.Length, _names.Length);
        positional[..count].CopyTo(slots);
        if (TakesVarArgs)
        {
            slots[_names.Length] = positional.Length > count ? Value.Tuple(positional[count..].ToArray()) : Value.From(TupleValue.Empty);
        }
        else if (positional.Length > count)
        {
            throw TemplateException.Runtime(
                $"{Name}() takes at most {_names.Length} argument{(_names.Length == 1 ? "" : "s")} ({positional.Length} given)");
        }

        DictValue? rest = TakesKeywords ? new DictValue() : null;
        if (rest is not null)
        {
            slots[^1] = Value.From(rest);
        }

        int at = 0;
        while (keywords is not null && keywords.NextEntry(ref at, out var key, out var value))
        {
            if (!key.IsText)
            {
                throw TemplateException.Runtime("keywords must be strings");
            }

            int slot = SlotOf(key.AsText);
            if (slot >= 0)
            {
                if (!slots[slot].IsMissing)
                {
                    throw TemplateException.Runtime($"{Name}() got multiple values for argument '{key.AsText}'");
                }

                slots[slot] = value;
            }
            else if (rest is not null)
            {
                rest.Set(key, value);
            }
            else
            {
                throw TemplateException.Runtime($"{Name}() got an unexpected keyword argument '{key.AsText}'");
            }
        }

        for (int i = 0; i < _required; i++)
        {
            if (slots[i].IsMissing)
            {
                throw TemplateException.Runtime($"{Name}() missing required argument: '{_names[i]}'");
            }
        }

        return slots;
    }
}
