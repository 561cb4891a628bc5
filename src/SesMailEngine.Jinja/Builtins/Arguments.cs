using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>
/// The bound arguments of one call: slot 0 is the first parameter of the signature. The readers convert as a Python
/// function would use the argument, and give the default where it was not given.
/// </summary>
internal readonly ref struct Arguments
{
    private readonly ReadOnlySpan<Value> _slots;
    private readonly Builtin _callee;

    internal Arguments(RenderState state, Builtin callee, ReadOnlySpan<Value> slots)
    {
        State = state;
        _callee = callee;
        _slots = slots;
    }

    internal RenderState State { get; }

    internal string Name => _callee.Name;

    /// <summary>The slot's value; <see cref="Value.Missing"/> if it was not given.</summary>
    internal Value this[int slot] => _slots[slot];

    internal bool Has(int slot) => !_slots[slot].IsMissing;

    internal Value Or(int slot, Value fallback) => _slots[slot].IsMissing ? fallback : _slots[slot];

    /// <summary>The truth of a flag.</summary>
    internal bool Flag(int slot, bool fallback = false) => _slots[slot].IsMissing ? fallback : Truth.Of(_slots[slot]);

    /// <summary>A flag that Python's own functions take as an integer: a TypeError for a text, <c>None</c>, a float.</summary>
    internal bool IntegerFlag(int slot) => Has(slot) && Long(slot) != 0;

    /// <summary>An index-like integer (int or bool), clamped to 32 bits; a TypeError for anything else.</summary>
    internal int Int(int slot, int fallback = 0) =>
        _slots[slot].IsMissing ? fallback : (int)Math.Clamp(Long(slot), int.MinValue, int.MaxValue);

    /// <summary>An integer (int or bool), clamped to 64 bits; a TypeError for anything else.</summary>
    internal long Long(int slot, long fallback = 0)
    {
        var value = _slots[slot];
        return value.IsMissing ? fallback : Index(value);
    }

    /// <summary>A value as an integer (int or bool), clamped to 64 bits; a TypeError for anything else.</summary>
    internal static long Index(Value value)
    {
        Reject(value);
        return value.IsInt || value.IsBool ? value.AsInt
            : value.Reference is BigInteger big ? (big.Sign < 0 ? long.MinValue : long.MaxValue)
            : throw TemplateException.Runtime($"'{value.TypeName}' object cannot be interpreted as an integer");
    }

    /// <summary>A text, safe or not; a TypeError for anything else.</summary>
    internal string Text(int slot, string fallback = "")
    {
        var value = _slots[slot];
        if (value.IsMissing)
        {
            return fallback;
        }

        Reject(value);
        return value.IsText ? value.AsText : throw TemplateException.Runtime($"{Name}() argument must be str, not {value.TypeName}");
    }

    /// <summary>What Python's <c>str()</c> makes of the argument.</summary>
    internal string Str(int slot, string fallback = "") => _slots[slot].IsMissing ? fallback : Printing.Str(_slots[slot]);

    /// <summary>Throws the undefined error if the value is undefined, whatever the policy.</summary>
    internal static void Reject(Value value)
    {
        if (value.Reference is UndefinedValue undefined)
        {
            throw undefined.Fail();
        }
    }
}
