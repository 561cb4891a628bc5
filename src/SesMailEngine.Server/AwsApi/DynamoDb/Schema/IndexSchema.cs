namespace SesMailEngine.Server.AwsApi.DynamoDb.Schema;

/// <summary>A global secondary index; all of them project all attributes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">Its key.</param>
internal sealed record IndexSchema(string Name, KeySchema Key);
