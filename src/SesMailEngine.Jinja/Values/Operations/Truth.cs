using System.Runtime.CompilerServices;

namespace SesMailEngine.Jinja.Values.Operations;

/// <summary>Python's <c>bool()</c>.</summary>
internal static class Truth
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Of(Value value) => value.IsBool ? value.AsBool : OfOther(value);

    private static bool OfOther(Value value) => value.Kind switch
    {
        ValueKind.String or ValueKind.Markup => value.AsText.Length != 0,
        ValueKind.Int or ValueKind.Bool => value.AsInt != 0,
        ValueKind.Float => value.AsFloat != 0,
        ValueKind.BigInt => true,
        ValueKind.None or ValueKind.Missing => false,
        ValueKind.List => value.AsList.Items.Count != 0,
        ValueKind.Dict => value.AsDict.Count != 0,
        _ => ((ObjectValue)value.Reference!).Truth,
    };
}
