using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Values;

/// <summary>A Python range. Its values fit 64 bits; the sandbox caps its length at 100,000.</summary>
internal sealed class RangeValue(long start, long stop, long step, int count) : ObjectValue
{
    internal long Start { get; } = start;

    internal long Stop { get; } = stop;

    internal long Step { get; } = step;

    internal int Count { get; } = count;

    internal override ValueKind Kind => ValueKind.Range;

    internal override string TypeName => "range";

    internal override long? Length => Count;

    internal override bool IsIterable => true;

    internal long this[int index] => Start + (index * Step);

    internal override Value GetAttribute(Rendering.RenderState state, string name) => name switch
    {
        "start" => Start,
        "stop" => Stop,
        "step" => Step,
        _ => Value.Missing,
    };

    internal override IEnumerator<Value> Iterate()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return Value.From(this[i]);
        }
    }

    internal override void WriteRepr(ReprWriter writer)
    {
        writer.Append(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"range({Start}, {Stop}"));
        writer.Append(Step == 1 ? ")" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $", {Step})"));
    }
}
