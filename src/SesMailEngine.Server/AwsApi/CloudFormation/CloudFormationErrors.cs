using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>CloudFormation's refusals: nearly all of them are a <c>ValidationError</c>
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html).</summary>
internal static class CloudFormationErrors
{
    /// <summary>No such stack, in the words by which the waiter for its deletion knows that it is gone.</summary>
    public static AwsException NoSuchStack(string name) => Validation($"Stack with id {name} does not exist");

    /// <summary>The same where events are asked for.</summary>
    public static AwsException NoSuchStackWithEvents(string name) => Validation($"Stack [{name}] does not exist");

    /// <summary>No such resource.</summary>
    public static AwsException NoSuchResource(string resource, string stack) =>
        Validation($"Resource {Shown(resource)} does not exist for stack {stack}");

    /// <summary>A parameter that must be there is not.</summary>
    public static AwsException Missing(string parameter) => Constraint("null", parameter, "Member must not be null");

    /// <summary>A parameter has a value it cannot have.</summary>
    public static AwsException Constraint(string value, string parameter, string constraint) => Validation(
        $"1 validation error detected: Value {Shown(value)} at '{parameter}' failed to satisfy constraint: {constraint}");

    /// <summary>A token this host did not give.</summary>
    public static AwsException InvalidToken() => Validation("The NextToken is not valid.");

    /// <summary>No such change set
    /// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html).</summary>
    public static AwsException NoSuchChangeSet(string name) => new("ChangeSetNotFound", $"ChangeSet [{Shown(name)}] does not exist", 404);

    /// <summary>The stack is being changed, or is in a state that allows no change.</summary>
    public static AwsException InState(string stackId, string status, string change) =>
        Validation($"Stack:{stackId} is in {status} state and can not be {change}.");

    /// <summary>There is one already.</summary>
    public static AwsException Exists(string message) => new("AlreadyExistsException", message);

    /// <summary>Any other.</summary>
    public static AwsException Validation(string message) => new("ValidationError", message);

    private static string Shown(string text) => text.Length <= 200 ? text : text[..200];
}
