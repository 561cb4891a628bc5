using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>
/// <c>deploy/template.yaml</c> as one stack would have it: functions are worked out, resources go by the names and ARNs that
/// AWS would give them.
/// </summary>
internal sealed partial class StackTemplate
{
    /// <summary>The stack it is worked out for.</summary>
    public static readonly ResourceNames Names = new("mail", "123456789012", "eu-west-1");

    private readonly Dictionary<string, string> given;

    private StackTemplate(JsonObject document, Dictionary<string, string> given)
    {
        Document = document;
        this.given = given;
    }

    /// <summary>The template as written.</summary>
    public JsonObject Document { get; }

    /// <summary>The resources, as written, by logical id.</summary>
    public JsonObject Resources => Document[nameof(Resources)]!.AsObject();

    /// <summary>Reads the template.</summary>
    /// <param name="parameters">Values other than the defaults.</param>
    public static StackTemplate Load(params (string Name, string Value)[] parameters) => new(
        YamlTemplate.Read(Path.Combine(AppContext.BaseDirectory, "template.yaml")),
        parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));

    /// <summary>The logical ids of a type.</summary>
    public IEnumerable<string> OfType(string type) =>
        Resources.Where(resource => resource.Value!["Type"]!.GetValue<string>() == type).Select(resource => resource.Key);

    /// <summary>A resource's properties, worked out.</summary>
    public JsonObject Properties(string id) => Value(Resource(id)["Properties"])!.AsObject();

    /// <summary>A resource's attribute beside its properties (for example DeletionPolicy), worked out.</summary>
    public string? Attribute(string id, string name) => Value(Resource(id)[name])?.GetValue<string>();

    /// <summary>An output's value.</summary>
    public string Output(string name) => Value(Document["Outputs"]![name]!["Value"])!.GetValue<string>();

    /// <summary>A value, worked out.</summary>
    public JsonNode? Value(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } map when map.First() is var (name, argument) && (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal)) =>
            Call(name, argument!),
        JsonObject map => new JsonObject(map.Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, Value(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Value)]),
        _ => node?.DeepClone(),
    };

    private JsonNode? Call(string name, JsonNode argument) => name switch
    {
        "Ref" => Ref(argument.GetValue<string>()),
        "Fn::GetAtt" => JsonValue.Create(GetAtt(argument[0]!.GetValue<string>(), argument[1]!.GetValue<string>())),
        "Fn::Sub" => JsonValue.Create(Placeholder().Replace(argument.GetValue<string>(), match => Named(match.Groups[1].Value))),
        "Fn::If" => Value(argument[Holds(argument[0]!.GetValue<string>()) ? 1 : 2]),
        _ => throw new NotSupportedException($"The tests cannot work out {name}"),
    };

    private bool Holds(string condition)
    {
        var sides = Value(Document["Conditions"]![condition]!["Fn::Equals"])!.AsArray();
        return sides[0]!.ToString() == sides[1]!.ToString();
    }

    private string Named(string name) => name.Split('.', 2) is [var id, var attribute] ? GetAtt(id, attribute) : Ref(name)!.ToString();

    private JsonNode? Ref(string name)
    {
        if (Document["Parameters"]![name] is { } parameter)
        {
            return given.TryGetValue(name, out var value) ? JsonValue.Create(value) : parameter["Default"]?.DeepClone() ?? JsonValue.Create($"<{name}>");
        }
        return JsonValue.Create(name switch
        {
            "AWS::StackName" => Names.Stack,
            "AWS::AccountId" => Names.AccountId,
            "AWS::Region" => Names.Region,
            "AWS::Partition" => "aws",
            _ => ReferenceOf(name),
        });
    }

    private string ReferenceOf(string id) => Type(id) switch
    {
        "AWS::SQS::Queue" => $"https://sqs.{Names.Region}.amazonaws.com/{Names.AccountId}/{Text(id, "QueueName")}",
        "AWS::SNS::Topic" => Names.Arn("sns", Text(id, "TopicName")),
        "AWS::IAM::ManagedPolicy" => $"arn:aws:iam::{Names.AccountId}:policy/{id}",
        "AWS::Events::EventBus" or "AWS::SES::ConfigurationSet" => Text(id, "Name"),
        "AWS::DynamoDB::Table" => Text(id, "TableName"),
        "AWS::S3::Bucket" => Text(id, "BucketName"),
        "AWS::Lambda::Function" => Text(id, "FunctionName"),
        "AWS::Logs::LogGroup" => Text(id, "LogGroupName"),
        var type => throw new NotSupportedException($"The tests do not know what Ref of {type} gives"),
    };

    private string GetAtt(string id, string attribute) => (Type(id), attribute) switch
    {
        ("AWS::SQS::Queue", "Arn") => Names.Arn("sqs", Text(id, "QueueName")),
        ("AWS::SQS::Queue", "QueueName") => Text(id, "QueueName"),
        ("AWS::Events::EventBus", "Arn") => Names.Arn("events", "event-bus/" + Text(id, "Name")),
        ("AWS::Events::Rule", "Arn") => Names.Arn("events", $"rule/{Text(id, "EventBusName")}/{Text(id, "Name")}"),
        ("AWS::DynamoDB::Table", "Arn") => Names.Arn("dynamodb", "table/" + Text(id, "TableName")),
        ("AWS::Lambda::Function", "Arn") => Names.Arn("lambda", "function:" + Text(id, "FunctionName")),
        ("AWS::Logs::LogGroup", "Arn") => Names.Arn("logs", $"log-group:{Text(id, "LogGroupName")}:*"),
        ("AWS::S3::Bucket", "Arn") => "arn:aws:s3:::" + Text(id, "BucketName"),
        ("AWS::IAM::Role", "Arn") => $"arn:aws:iam::{Names.AccountId}:role/{id}",
        var (type, _) => throw new NotSupportedException($"The tests do not know the attribute {attribute} of {type}"),
    };

    private JsonNode Resource(string id) => Resources[id] ?? throw new KeyNotFoundException($"The template has no resource {id}");

    private string Type(string id) => Resource(id)["Type"]!.GetValue<string>();

    private string Text(string id, string property) => Value(Resource(id)["Properties"]![property])!.GetValue<string>();

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Placeholder();
}
