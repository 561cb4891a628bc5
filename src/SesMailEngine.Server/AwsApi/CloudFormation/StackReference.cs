using System.Text.RegularExpressions;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>Finds the stack that a request names: by its name, or by its ARN, by which deleted ones are found, too.</summary>
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

    /// <summary>The name given; none is refused.</summary>
    public static string RequireName(FormParameters form) => Of(form) ?? throw CloudFormationErrors.Missing("stackName");

    /// <summary>The stack the request names; one there is not is refused.</summary>
    public static StackRecord Require(AwsRequest request, StackBook book)
    {
        var name = RequireName(request.Form);
        return book.Find(name) ?? throw CloudFormationErrors.NoSuchStack(name);
    }

    [GeneratedRegex(@"\A(?:[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();
}
