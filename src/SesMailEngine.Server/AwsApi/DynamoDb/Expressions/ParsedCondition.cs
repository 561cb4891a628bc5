namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>A condition and the attributes it names.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Paths">Every path in it.</param>
internal sealed record ParsedCondition(Condition Condition, IReadOnlyList<DocumentPath> Paths);
