using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;

namespace SesMailEngine.Jinja.Values;

/// <summary>
/// Base of all values that are objects of their own. The defaults are those of a Python object without any
/// of the special methods: true, without length, not iterable, not callable, equal to itself alone.
/// </summary>
public abstract class ObjectValue
{
    private protected ObjectValue()
    {
    }

    internal virtual ValueKind Kind => ValueKind.Object;

    /// <summary>Python's name of the type, as messages show it.</summary>
    internal abstract string TypeName { get; }

    internal virtual bool Truth => Length is not 0;

    /// <summary>The number of items, or null where Python's <c>len()</c> would raise a TypeError.</summary>
    internal virtual long? Length => null;

    internal virtual bool IsCallable => false;

    /// <summary>True where Python's <c>iter()</c> would work.</summary>
    internal virtual bool IsIterable => false;

    /// <summary>A fresh pass over the items. Call only where <see cref="IsIterable"/>.</summary>
    internal virtual IEnumerator<Value> Iterate() => throw new InvalidOperationException(TypeName);

    /// <summary>An attribute that is not a method of a built-in type; <see cref="Value.Missing"/> if there is none.</summary>
    internal virtual Value GetAttribute(RenderState state, string name) => Value.Missing;

    /// <summary>The item under a key; <see cref="Value.Missing"/> if there is none.</summary>
    internal virtual Value GetItem(RenderState state, Value key) => Value.Missing;

    /// <summary>Calls the object; a TypeError for what is not callable.</summary>
    internal virtual Value Call(RenderState state, ReadOnlySpan<Value> positional, DictValue? keywords) =>
        throw TemplateException.Runtime($"'{TypeName}' object is not callable");

    /// <summary>Writes what Python's <c>repr()</c> gives.</summary>
    internal virtual void WriteRepr(Operations.ReprWriter writer) => writer.Append($"<{TypeName}>");

    internal virtual string ToText() => Operations.Printing.Repr(Value.From(this));
}
