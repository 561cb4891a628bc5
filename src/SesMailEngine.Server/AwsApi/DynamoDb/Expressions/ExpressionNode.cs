namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>A part of a parsed expression: an <see cref="Operand"/> or a <see cref="Condition"/>.</summary>
internal abstract class ExpressionNode;
