using System.Text.Json.Nodes;
using SesMailEngine.Server.AwsApi.CloudFormation.Templates;
using SesMailEngine.Server.AwsApi.Iam;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

/// <summary>
/// The policies the template declares, for the services that show them. On this host they decide nothing: who may call is decided by the
/// access keys of its port.
/// </summary>
internal sealed class StackPolicies
{
    private readonly Dictionary<string, string> _ofResources = new(StringComparer.Ordinal);

    /// <summary>No policies: the stack is not there.</summary>
    public static StackPolicies None { get; } = new();

    /// <summary>The roles of the functions.</summary>
    public IReadOnlyList<IamRole> Roles { get; private init; } = [];

    /// <summary>The policies for producers.</summary>
    public IReadOnlyList<IamPolicy> Policies { get; private init; } = [];

    /// <summary>The policy of a queue, a topic, a bucket or a function, by its ARN; null for none.</summary>
    public string? Of(string arn) => _ofResources.GetValueOrDefault(arn);

    /// <summary>Collects them from the resources of a template.</summary>
    public static StackPolicies Of(HostStack stack, IReadOnlyList<TemplateResource> resources)
    {
        var names = stack.Names;
        var policies = new StackPolicies
        {
            Roles =
            [
                .. resources.Where(resource => resource.Type == "AWS::IAM::Role").Select(role => new IamRole(
                    stack.PhysicalId(role)!, Document(role.Properties["AssumeRolePolicyDocument"]), role.Properties["Description"]?.ToString(),
                    [.. Items(role, "Policies").Select(one => new IamInlinePolicy(one!["PolicyName"]!.ToString(), Document(one["PolicyDocument"])))])),
            ],
            Policies =
            [
                .. resources.Where(resource => resource.Type == "AWS::IAM::ManagedPolicy").Select(policy => new IamPolicy(
                    stack.PhysicalId(policy)!, Document(policy.Properties["PolicyDocument"]), policy.Properties["Description"]?.ToString())),
            ],
        };
        foreach (var resource in resources)
        {
            switch (resource.Type)
            {
                case "AWS::SQS::QueuePolicy":
                    foreach (var queue in Items(resource, "Queues"))
                    {
                        var path = queue!.ToString();
                        policies._ofResources[names.Arn("sqs", path[(path.LastIndexOf('/') + 1)..])] = Document(resource.Properties["PolicyDocument"]);
                    }
                    break;
                case "AWS::SNS::TopicPolicy":
                    foreach (var topic in Items(resource, "Topics")) policies._ofResources[topic!.ToString()] = Document(resource.Properties["PolicyDocument"]);
                    break;
                case "AWS::S3::BucketPolicy":
                    policies._ofResources[$"arn:aws:s3:::{resource.Properties["Bucket"]}"] = Document(resource.Properties["PolicyDocument"]);
                    break;
                case "AWS::Lambda::Permission":
                    var function = names.Arn("lambda", $"function:{resource.Properties["FunctionName"]}");
                    policies._ofResources[function] = PermissionOf(stack, resource, function);
                    break;
            }
        }
        return policies;
    }

    // The statement that Lambda makes of a permission.
    private static string PermissionOf(HostStack stack, TemplateResource permission, string function) => Document(new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Id"] = "default",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Sid"] = stack.PhysicalId(permission),
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["Service"] = permission.Properties["Principal"]?.ToString() },
            ["Action"] = permission.Properties["Action"]?.ToString(),
            ["Resource"] = function,
            ["Condition"] = new JsonObject { ["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = permission.Properties["SourceArn"]?.ToString() } },
        }),
    });

    private static JsonArray Items(TemplateResource resource, string property) => resource.Properties[property]!.AsArray();

    private static string Document(JsonNode? node) => node?.ToJsonString() ?? "{}";
}
