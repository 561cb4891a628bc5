using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Schema;

/// <summary>A key attribute of a table or index.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">S or N.</param>
internal sealed record KeyAttribute(string Name, AttributeType Type = AttributeType.S);
