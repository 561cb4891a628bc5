using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>
/// Names of functions as paths give them: a name, <c>ACCOUNT:function:NAME</c> or a whole ARN, each with or without a qualifier
/// (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestSyntax).
/// </summary>
internal static class FunctionReference
{
    /// <summary>The only version there is.</summary>
    public const string Latest = "$LATEST";

    /// <summary>The version or alias at the end of a reference that <see cref="NameOf"/> took; null for none.</summary>
    public static string? QualifierOf(string reference)
    {
        var parts = reference.Split(':');
        if (parts is ["arn", ..]) parts = parts[4..];
        return parts.Length is 2 or 4 ? parts[^1] : null;
    }

    /// <summary>The bare name; what cannot be a reference is refused.</summary>
    public static string NameOf(string reference, ResourceNames names)
    {
        if (reference.Length is < 1 or > 170) throw Invalid();
        var parts = reference.Split(':');
        if (parts is ["arn", _, "lambda", _, ..]) parts = parts[4..];
        var (name, owner) = parts switch
        {
            [var bare] => (bare, names.AccountId),
            [var bare, _] => (bare, names.AccountId),
            [var account, "function", var bare] => (bare, account),
            [var account, "function", var bare, _] => (bare, account),
            _ => throw Invalid(),
        };
        if (name.Length is < 1 or > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) throw Invalid();
        return owner == names.AccountId ? name : throw NotFound(reference);
    }

    /// <summary>The refusal for a function that does not exist.</summary>
    public static AwsException NotFound(string arn) =>
        new("ResourceNotFoundException", $"Function not found: {arn}", 404);

    private static AwsException Invalid() => new(
        "ValidationException", "The function name is neither a name, a partial ARN nor an ARN of a Lambda function.");
}
