using System.Text.Json.Nodes;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.CloudFormation.Templates;
using SesMailEngine.Server.AwsApi.Lambda;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Sns;
using SesMailEngine.Server.AwsApi.Sqs;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

/// <summary>
/// The stack this host can make: the resources of the engine's own template, with the names they have here
/// (docs/decisions/0016-the-hosts-stack-is-the-engine.md).
/// </summary>
internal sealed class HostStack
{
    private static readonly Lazy<StackTemplate> OwnTemplate = new(Load);

    private readonly Dictionary<string, string> _alarms;

    /// <summary>Makes it.</summary>
    /// <param name="names">The names.</param>
    public HostStack(ResourceNames names)
    {
        Names = names;
        _alarms = StackResources.Alarms(names).ToDictionary(alarm => alarm.LogicalId, alarm => alarm.PhysicalId, StringComparer.Ordinal);
    }

    /// <summary>The names.</summary>
    public ResourceNames Names { get; }

    /// <summary>The engine's own template.</summary>
    public static StackTemplate Template => OwnTemplate.Value;

    /// <summary>The engine's resources, worked out with these parameters and for the rest the template's defaults.</summary>
    public IReadOnlyList<TemplateResource> Resources(IReadOnlyDictionary<string, string> parameters)
    {
        var all = Template.Parameters.ToDictionary(
            parameter => parameter.Name, parameter => parameters.GetValueOrDefault(parameter.Name) ?? parameter.Default ?? "", StringComparer.Ordinal);
        return new TemplateEvaluation(Template, all, ScopeAt("")).Resources();
    }

    /// <summary>The names as a client of an endpoint uses them; of an empty endpoint, queues are known by the path of their URL.</summary>
    public ITemplateScope ScopeAt(string endpoint) => new Scope(this, endpoint);

    /// <summary>What AWS would call a resource, a queue by the path of its URL; null for one that is not the engine's.</summary>
    /// <param name="resource">The resource, worked out where its id follows from its properties.</param>
    public string? PhysicalId(TemplateResource resource)
    {
        var id = resource.LogicalId;
        if (Template.Resources.FirstOrDefault(own => own.LogicalId == id)?.Type != resource.Type) return null;
        return resource.Type switch
        {
            StackResource.QueueType => QueueUrls.UrlOf("", Names, $"{Names.Stack}-{id}"),
            "AWS::DynamoDB::Table" => id switch
            {
                "EmailTrackingTable" => Names.TrackingTable,
                "SuppressionTable" => Names.SuppressionTable,
                _ => Names.DailyStatsTable,
            },
            "AWS::S3::Bucket" or "AWS::S3::BucketPolicy" => Names.TemplateBucket,
            "AWS::Events::EventBus" => Names.EventBus,
            "AWS::Events::Rule" => $"{Names.EventBus}|{Names.EventRule}",
            "AWS::SES::ConfigurationSet" => Names.ConfigurationSet,
            "AWS::SES::ConfigurationSetEventDestination" => Ses.Account.StackConfigurationSet.DestinationName,
            "AWS::SNS::Topic" => Names.Arn("sns", id == "SESFeedbackTopic" ? Names.FeedbackTopic : Names.AlarmTopic),
            "AWS::Logs::LogGroup" => $"/aws/lambda/{Names.Stack}-{id[..^"LogGroup".Length]}",
            "AWS::Lambda::Function" => $"{Names.Stack}-{id}",
            "AWS::Lambda::EventSourceMapping" => EventSourceMapping.IdOf(
                Names.Arn("sqs", $"{Names.Stack}-{id[..^"Mapping".Length]}"), Names.Arn("lambda", $"function:{Names.EmailSender}")),
            "AWS::SNS::Subscription" => StackTopics.SubscriptionArn(
                Text(resource, "TopicArn"), Text(resource, "Protocol"), Text(resource, "Endpoint")),
            "AWS::CloudWatch::Alarm" => _alarms[id],
            "AWS::IAM::ManagedPolicy" => $"arn:aws:iam::{Names.AccountId}:policy/{Drawn(id)}",
            // Roles, permissions and policies of queues and topics have names that CloudFormation draws.
            _ => Drawn(id),
        };
    }

    /// <summary>What of the engine's template can be shown nowhere but by its own service: the policies.</summary>
    public StackPolicies Policies(IReadOnlyDictionary<string, string> parameters) => StackPolicies.Of(this, Resources(parameters));

    // The same at each start.
    private string Drawn(string logicalId) =>
        $"{Names.Stack}-{logicalId}-{StableUuid.Of($"{Names.Arn("cloudformation", Names.Stack)} {logicalId}").ToString("N")[..12].ToUpperInvariant()}";

    private string? Attribute(TemplateResource resource, string attribute)
    {
        if (PhysicalId(resource) is not { } physicalId) return null;
        return (resource.Type, attribute) switch
        {
            (StackResource.QueueType, "Arn") => Names.Arn("sqs", $"{Names.Stack}-{resource.LogicalId}"),
            (StackResource.QueueType, "QueueName") => $"{Names.Stack}-{resource.LogicalId}",
            ("AWS::DynamoDB::Table", "Arn") => Names.Arn("dynamodb", $"table/{physicalId}"),
            ("AWS::S3::Bucket", "Arn") => $"arn:aws:s3:::{physicalId}",
            ("AWS::Events::EventBus", "Arn") => Names.Arn("events", $"event-bus/{physicalId}"),
            ("AWS::Events::EventBus", "Name") => physicalId,
            ("AWS::Events::Rule", "Arn") => Names.Arn("events", $"rule/{Names.EventBus}/{Names.EventRule}"),
            ("AWS::Lambda::Function", "Arn") => Names.Arn("lambda", $"function:{physicalId}"),
            ("AWS::Logs::LogGroup", "Arn") => Names.Arn("logs", $"log-group:{physicalId}:*"),
            ("AWS::IAM::Role", "Arn") => $"arn:aws:iam::{Names.AccountId}:role/{physicalId}",
            ("AWS::SNS::Topic", "TopicName") => physicalId[(physicalId.LastIndexOf(':') + 1)..],
            ("AWS::CloudWatch::Alarm", "Arn") => Names.Arn("cloudwatch", $"alarm:{physicalId}"),
            _ => null,
        };
    }

    private static string Text(TemplateResource resource, string property) => resource.Properties[property] is JsonValue value ? value.ToString() : "";

    private static StackTemplate Load()
    {
        using var stream = typeof(HostStack).Assembly.GetManifestResourceStream("template.yaml")
            ?? throw new InvalidOperationException("The template is not in the program.");
        using var reader = new StreamReader(stream);
        return StackTemplate.Read(reader.ReadToEnd());
    }

    private sealed class Scope(HostStack stack, string endpoint) : ITemplateScope
    {
        public string? Pseudo(string name) => name switch
        {
            "AWS::StackName" => stack.Names.Stack,
            "AWS::AccountId" => stack.Names.AccountId,
            "AWS::Region" => stack.Names.Region,
            "AWS::Partition" => "aws",
            "AWS::URLSuffix" => "amazonaws.com",
            _ => null,
        };

        public string? Ref(TemplateResource resource) =>
            stack.PhysicalId(resource) is { } id ? StackResource.PhysicalIdAt(resource.Type, id, endpoint) : null;

        public string? Attribute(TemplateResource resource, string attribute) => stack.Attribute(resource, attribute);
    }
}
