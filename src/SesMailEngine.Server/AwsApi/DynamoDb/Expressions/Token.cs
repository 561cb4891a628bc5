namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>A token by its place in the expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">Characters.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    /// <summary>The index after its last character.</summary>
    public int End => Start + Length;
}
