using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Values;

/// <summary>A Python list: mutable, shared between all places that refer to it.</summary>
public sealed class ListValue : ObjectValue
{
    /// <summary>An empty list.</summary>
    public ListValue() => Items = [];

    /// <summary>A list of the given items.</summary>
    public ListValue(IEnumerable<Value> items) => Items = [.. items];

    internal ListValue(List<Value> items) => Items = items;

    internal List<Value> Items { get; }

    /// <summary>The number of items.</summary>
    public int Count => Items.Count;

    /// <summary>The item at a position counted from 0.</summary>
    public Value this[int index] => Items[index];

    internal override ValueKind Kind => ValueKind.List;

    internal override string TypeName => "list";

    internal override long? Length => Items.Count;

    internal override bool IsIterable => true;

    /// <summary>Adds an item at the end.</summary>
    public void Add(Value item) => Items.Add(item);

    /// <summary>The items in order.</summary>
    public IEnumerator<Value> GetEnumerator() => Iterate();

    // By index, as Python does it: a list that grows while it is iterated is followed to its end.
    internal override IEnumerator<Value> Iterate()
    {
        for (int i = 0; i < Items.Count; i++)
        {
            yield return Items[i];
        }
    }

    internal override void WriteRepr(ReprWriter writer) => writer.Sequence(this, "[", Items, "]");
}
