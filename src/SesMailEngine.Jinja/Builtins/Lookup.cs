using System.Collections.Frozen;
using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>
/// <c>owner.name</c> and <c>owner[key]</c> as Jinja2's sandbox resolves them: a dot tries the attribute first and then
/// the item, brackets the other way round; what is found under an underscore is refused.
/// </summary>
internal static class Lookup
{
    // What every Python object has: the sandbox finds these and hides them, other underscored names do not exist.
    private static readonly FrozenSet<string> Hidden = FrozenSet.ToFrozenSet(
    [
        "__class__", "__delattr__", "__dir__", "__doc__", "__eq__", "__format__", "__ge__", "__getattribute__",
        "__getstate__", "__gt__", "__hash__", "__init__", "__init_subclass__", "__le__", "__lt__", "__ne__", "__new__",
        "__reduce__", "__reduce_ex__", "__repr__", "__setattr__", "__sizeof__", "__str__", "__subclasshook__",
    ]);

    private static readonly FrozenSet<string> HiddenOfContainers = FrozenSet.ToFrozenSet(
        ["__contains__", "__getitem__", "__iter__", "__len__", "__add__", "__mul__", "__rmul__", "__reversed__"]);

    private static readonly FrozenSet<string> HiddenOfFunctions = FrozenSet.ToFrozenSet(
    [
        "__call__", "__self__", "__name__", "__qualname__", "__module__", "__globals__", "__code__", "__closure__",
        "__defaults__", "__kwdefaults__", "__dict__", "__func__",
    ]);

    /// <summary><c>owner.name</c>. Nothing found gives an undefined value; on an undefined owner it is an error.</summary>
    internal static Value Attribute(RenderState state, Value owner, string name)
    {
        if (owner.Reference is UndefinedValue undefined)
        {
            return IsHidden(owner, name) ? Unsafe(state, owner, name) : OfUndefined(owner, undefined);
        }

        var found = FindAttribute(state, owner, name);
        if (!found.IsMissing)
        {
            return name.StartsWith('_') ? Unsafe(state, owner, name) : found;
        }

        if (IsHidden(owner, name))
        {
            return Unsafe(state, owner, name);
        }

        return owner.Reference is DictValue dict && dict.TryGet(name, out var item) ? item : state.UndefinedMember(owner, name);
    }

    /// <summary><c>owner[key]</c>. Nothing found gives an undefined value; on an undefined owner it is an error.</summary>
    internal static Value Item(RenderState state, Value owner, Value key)
    {
        if (owner.Reference is UndefinedValue undefined)
        {
            return OfUndefined(owner, undefined);
        }

        var item = FindItem(owner, key);
        if (!item.IsMissing)
        {
            return item;
        }

        if (key.IsText)
        {
            string name = key.AsText;
            var found = FindAttribute(state, owner, name);
            if (IsHidden(owner, name) || (!found.IsMissing && name.StartsWith('_')))
            {
                return Unsafe(state, owner, name);
            }

            if (!found.IsMissing)
            {
                return found;
            }
        }

        return state.UndefinedMember(owner, key);
    }

    /// <summary>The attribute or method alone, items aside: the filter <c>attr</c>.</summary>
    internal static Value AttributeOnly(RenderState state, Value owner, string name)
    {
        if (owner.Reference is UndefinedValue undefined)
        {
            return OfUndefined(owner, undefined);
        }

        var found = FindAttribute(state, owner, name);
        return IsHidden(owner, name) || (!found.IsMissing && name.StartsWith('_')) ? Unsafe(state, owner, name)
            : found.IsMissing ? state.UndefinedMember(owner, name)
            : found;
    }

    /// <summary>The item of a sequence or dict, <see cref="Value.Missing"/> where Python raises a TypeError or LookupError.</summary>
    internal static Value FindItem(Value owner, Value key)
    {
        if (owner.Reference is DictValue dict)
        {
            bool hashable = key.Kind is not (ValueKind.List or ValueKind.Dict);
            return hashable && dict.TryGet(key, out var value) ? value : Value.Missing;
        }

        if (!(key.IsInt || key.IsBool))
        {
            return Value.Missing;
        }

        long index = key.AsInt;
        switch (owner.Reference)
        {
            case string text:
                return CharacterAt(text, index, owner.IsMarkup);
            case ListValue list:
                return TryIndex(ref index, list.Items.Count) ? list.Items[(int)index] : Value.Missing;
            case TupleValue tuple:
                return TryIndex(ref index, tuple.Items.Length) ? tuple.Items[index] : Value.Missing;
            case RangeValue range:
                return TryIndex(ref index, range.Count) ? Value.From(range[(int)index]) : Value.Missing;
            default:
                return Value.Missing;
        }
    }

    /// <summary>A method of a built-in type; null if it has none of that name.</summary>
    internal static Builtin? FindMethod(Value owner, string name)
    {
        var method = BuiltinTables.MethodsOf(owner.Kind).Find(name);
        return method is not null && (method.Name is not ("unescape" or "striptags") || owner.IsMarkup) ? method : null;
    }

    private static Value FindAttribute(RenderState state, Value owner, string name)
    {
        if (owner.Reference is ObjectValue instance)
        {
            var attribute = instance.GetAttribute(state, name);
            if (!attribute.IsMissing)
            {
                return attribute;
            }
        }

        if (FindMethod(owner, name) is { } method)
        {
            return Value.From(new BoundMethod(method, owner));
        }

        return owner.IsNumber ? NumberAttribute(owner, name) : Value.Missing;
    }

    private static Value NumberAttribute(Value owner, string name) => name switch
    {
        "real" => owner.IsBool ? Value.From(owner.AsInt) : owner,
        "imag" => owner.IsFloat ? Value.From(0.0) : Value.From(0),
        "numerator" when owner.IsIntegral => Value.From(owner.AsBig),
        "denominator" when owner.IsIntegral => Value.From(BigInteger.One),
        _ => Value.Missing,
    };

    private static Value CharacterAt(string text, long index, bool safe)
    {
        bool flat = CodePoints.IsFlat(text);
        return TryIndex(ref index, flat ? text.Length : CodePoints.Count(text))
            ? Value.Text(flat ? CodePoints.SingleCharacter(text[(int)index]) : CodePoints.At(text, (int)index), safe)
            : Value.Missing;
    }

    private static bool TryIndex(ref long index, int count)
    {
        index = index < 0 ? index + count : index;
        return index >= 0 && index < count;
    }

    private static bool IsHidden(Value owner, string name) =>
        name.StartsWith("__", StringComparison.Ordinal)
        && (Hidden.Contains(name)
            || (HiddenOfContainers.Contains(name) && Sequences.IsIterable(owner))
            || (HiddenOfFunctions.Contains(name) && owner.Reference is ObjectValue { IsCallable: true }));

    private static Value OfUndefined(Value owner, UndefinedValue undefined) =>
        undefined.Flavour == UndefinedKind.Chainable ? owner : throw undefined.Fail();

    private static Value Unsafe(RenderState state, Value owner, string name) =>
        Value.From(UndefinedValue.Hint(
            state.Environment.Options.Undefined,
            $"access to attribute {StringRepr.Quote(name)} of '{owner.TypeName}' object is unsafe.",
            name,
            TemplateErrorKind.Security));
}
