namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>A message attribute (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_MessageAttributeValue.html).</summary>
/// <param name="Name">Its name.</param>
/// <param name="DataType"><c>String</c>, <c>Number</c> or <c>Binary</c>, with a custom label after a dot.</param>
/// <param name="StringValue">The value of a string or number.</param>
/// <param name="BinaryValue">The value of a binary attribute.</param>
internal sealed record MessageAttribute(string Name, string DataType, string? StringValue, byte[]? BinaryValue)
{
    /// <summary>True when the value is bytes.</summary>
    public bool IsBinary => DataType.StartsWith("Binary", StringComparison.Ordinal);
}
