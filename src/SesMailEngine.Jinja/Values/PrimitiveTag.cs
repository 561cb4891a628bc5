namespace SesMailEngine.Jinja.Values;

/// <summary>Stands in the reference field of a <see cref="Value"/> whose payload is in its 64 bits.</summary>
internal sealed class PrimitiveTag
{
    internal static readonly PrimitiveTag Bool = new(ValueKind.Bool);
    internal static readonly PrimitiveTag Int = new(ValueKind.Int);
    internal static readonly PrimitiveTag Float = new(ValueKind.Float);

    private PrimitiveTag(ValueKind kind) => Kind = kind;

    internal ValueKind Kind { get; }
}
