using System.Text;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Values;

/// <summary>
/// The size DynamoDB counts for an item
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html).
/// </summary>
internal static class ItemSize
{
    /// <summary>The largest item, in bytes.</summary>
    public const int Max = 400 * 1024;

    /// <summary>Bytes of an item: names and values.</summary>
    public static int Of(AttributeMap item)
    {
        var size = 0;
        foreach (var (name, value) in item) size += Encoding.UTF8.GetByteCount(name) + Of(value);
        return size;
    }

    private static int Of(AttributeValue value) => value.Type switch
    {
        AttributeType.S => Encoding.UTF8.GetByteCount(value.Text),
        AttributeType.N => Of(value.Number),
        AttributeType.B => value.Bytes.Length,
        AttributeType.BOOL or AttributeType.NULL => 1,
        AttributeType.L => 3 + value.Elements.Sum(element => 1 + Of(element)),
        AttributeType.M => 3 + value.Map.Count + Of(value.Map),
        _ => value.Elements.Sum(Of),
    };

    // Two digits a byte, one for the exponent, one for a minus sign.
    private static int Of(DynamoNumber number) => 1 + ((number.Digits + 1) / 2) + (number.IsNegative ? 1 : 0);
}
