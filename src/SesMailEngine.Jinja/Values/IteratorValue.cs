namespace SesMailEngine.Jinja.Values;

/// <summary>A Python iterator or generator: lazy, passed over once. Filters such as <c>map</c> and <c>select</c> give one.</summary>
internal sealed class IteratorValue(IEnumerator<Value> source, string typeName = "generator") : ObjectValue
{
    internal IteratorValue(IEnumerable<Value> source, string typeName = "generator")
        : this(source.GetEnumerator(), typeName)
    {
    }

    internal override string TypeName { get; } = typeName;

    internal override bool IsIterable => true;

    internal override IEnumerator<Value> Iterate() => source;

    /// <summary>The next item, as Python's <c>next()</c>.</summary>
    internal bool TryNext(out Value item)
    {
        bool more = source.MoveNext();
        item = more ? source.Current : Value.Missing;
        return more;
    }
}
