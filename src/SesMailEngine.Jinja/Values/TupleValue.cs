using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Values;

/// <summary>A Python tuple.</summary>
internal class TupleValue(Value[] items) : ObjectValue
{
    internal static readonly TupleValue Empty = new([]);

    internal Value[] Items { get; } = items;

    internal override ValueKind Kind => ValueKind.Tuple;

    internal override string TypeName => "tuple";

    internal override long? Length => Items.Length;

    internal override bool IsIterable => true;

    internal override IEnumerator<Value> Iterate() => ((IEnumerable<Value>)Items).GetEnumerator();

    internal override void WriteRepr(ReprWriter writer) =>
        writer.Sequence(this, "(", Items, Items.Length == 1 ? ",)" : ")");
}
