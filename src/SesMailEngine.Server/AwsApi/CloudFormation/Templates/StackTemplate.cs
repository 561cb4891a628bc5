using System.Text;
using System.Text.Json.Nodes;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Templates;

/// <summary>A template, read and checked for its form.</summary>
internal sealed class StackTemplate
{
    private const string LanguageExtensions = "AWS::LanguageExtensions";

    private static readonly string[] Sections =
        ["AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Mappings", "Conditions", "Transform", "Resources", "Outputs"];

    private StackTemplate(string text, JsonObject root)
    {
        Text = text;
        if (root.FirstOrDefault(section => !Sections.Contains(section.Key)) is { Key: { } unknown })
            throw new TemplateException($"Template format error: unsupported section '{unknown}' (this host knows {string.Join(", ", Sections)}).");
        Description = Node(root, "Description")?.ToString();
        Transforms = root["Transform"] switch
        {
            null => [],
            JsonArray list => [.. list.Select(one => one?.ToString() ?? "")],
            var one => [one.ToString()],
        };
        if (Transforms.FirstOrDefault(name => name != LanguageExtensions) is { } other)
            throw new TemplateException($"Template format error: the transform {other} is not supported by this host.");
        Parameters = [.. Section(root, "Parameters").Select(pair => TemplateParameter.Read(pair.Key, pair.Value))];
        Mappings = Section(root, "Mappings");
        Conditions = Section(root, "Conditions");
        Outputs = Section(root, "Outputs");
        Resources = [.. Section(root, "Resources").Select(pair => Resource(pair.Key, pair.Value))];
        if (Resources.Count == 0) throw new TemplateException("Template format error: at least one Resources member must be defined.");
    }

    /// <summary>As it was sent.</summary>
    public string Text { get; }

    /// <summary>Its description; null for none.</summary>
    public string? Description { get; }

    /// <summary>The transforms it declares.</summary>
    public IReadOnlyList<string> Transforms { get; }

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<TemplateParameter> Parameters { get; }

    /// <summary>Its mappings.</summary>
    public JsonObject Mappings { get; }

    /// <summary>Its conditions.</summary>
    public JsonObject Conditions { get; }

    /// <summary>Its outputs.</summary>
    public JsonObject Outputs { get; }

    /// <summary>Its resources, as written.</summary>
    public IReadOnlyList<TemplateResource> Resources { get; }

    /// <summary>What a client must agree to
    /// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html).</summary>
    public IReadOnlyList<string> Capabilities
    {
        get
        {
            var needed = new List<string>();
            var named = Resources.Any(resource => Name(resource) is { } name && resource.Properties.ContainsKey(name));
            if (Resources.Any(IsIam)) needed.Add(named ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM");
            if (Transforms.Count > 0) needed.Add("CAPABILITY_AUTO_EXPAND");
            return needed;
        }
    }

    /// <summary>The types of resources that need the agreement.</summary>
    public IReadOnlyList<string> IamTypes => [.. Resources.Where(IsIam).Select(resource => resource.Type).Distinct()];

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateException">It is none, or uses what this host does not have.</exception>
    public static StackTemplate Read(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > TemplateReader.MaxBytes)
            throw new TemplateException($"1 validation error detected: Value of its length at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to {TemplateReader.MaxBytes}");
        return new(text, TemplateReader.Read(text));
    }

    private static bool IsIam(TemplateResource resource) => resource.Type.StartsWith("AWS::IAM::", StringComparison.Ordinal);

    private static string? Name(TemplateResource resource) => resource.Type switch
    {
        "AWS::IAM::Role" => "RoleName",
        "AWS::IAM::ManagedPolicy" => "ManagedPolicyName",
        "AWS::IAM::User" => "UserName",
        "AWS::IAM::Group" => "GroupName",
        _ => null,
    };

    private static JsonObject Section(JsonObject root, string name) => root[name] switch
    {
        null => [],
        JsonObject section => section,
        _ => throw new TemplateException($"Template format error: the section {name} must be an object."),
    };

    private static JsonNode? Node(JsonObject node, string key) => node[key];

    private static TemplateResource Resource(string id, JsonNode? node)
    {
        if (id.Length > 255 || !id.All(char.IsAsciiLetterOrDigit))
            throw new TemplateException($"Template format error: the resource name '{id[..Math.Min(id.Length, 100)]}' is not alphanumeric.");
        if (node is not JsonObject resource || resource["Type"] is not JsonValue type)
            throw new TemplateException($"Template format error: the resource {id} has no Type.");
        return new(id, type.ToString(), resource["Properties"] as JsonObject ?? [], resource["DeletionPolicy"])
        {
            Condition = resource["Condition"]?.ToString(),
        };
    }
}
