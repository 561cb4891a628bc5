using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>An attribute of the item.</summary>
internal sealed class PathOperand(DocumentPath path) : Operand
{
    /// <summary>Where it is.</summary>
    public DocumentPath Path { get; } = path;

    /// <inheritdoc/>
    public override AttributeType? KnownType => null;

    /// <inheritdoc/>
    public override AttributeValue? Evaluate(AttributeMap item) => Path.Find(item);
}
