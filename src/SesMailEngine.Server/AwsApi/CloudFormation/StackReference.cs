using System.Text.RegularExpressions;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>Finds the stack that a request names: by its name or by its ARN.</summary>
internal static partial class StackReference
{
    private const string Parameter = "StackName";

    /// <summary>The name given; null when none is. What can be neither name nor ARN is refused.</summary>
    public static string? Of(FormParameters form)
    {
        if (form[Parameter] is not { } name) return null;
        if (name.Length is < 1 or > 1600)
            throw CloudFormationErrors.Constraint("of its length", "stackName", "Member must have a length between 1 and 1600");
        return Valid().IsMatch(name) ? name : throw CloudFormationErrors.Constraint(
            $"'{name}'", "stackName", "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*");
    }

    /// <summary>Checks that the request names the stack.</summary>
    public static void Require(AwsRequest request, StackView stack)
    {
        var name = Of(request.Form) ?? throw CloudFormationErrors.Missing("stackName");
        if (!Is(stack, name)) throw CloudFormationErrors.NoSuchStack(name);
    }

    /// <summary>True for the stack's name and for its ARN.</summary>
    public static bool Is(StackView stack, string name) => name == stack.Names.Stack || name == stack.Id;

    [GeneratedRegex(@"\A(?:[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();
}
