using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Templates;

/// <summary>
/// Works a template out with the values of its parameters
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html).
/// </summary>
internal sealed class TemplateEvaluation
{
    // Each function is written out at most once for each place it stands, so this bounds the work, too.
    private const int MaxDepth = 60;

    private readonly StackTemplate _template;
    private readonly IReadOnlyDictionary<string, string> _parameters;
    private readonly ITemplateScope _scope;
    private readonly Dictionary<string, bool?> _conditions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TemplateResource> _resources;

    /// <summary>Prepares it.</summary>
    /// <param name="template">The template.</param>
    /// <param name="parameters">A value for each of its parameters.</param>
    /// <param name="scope">The names of resources.</param>
    public TemplateEvaluation(StackTemplate template, IReadOnlyDictionary<string, string> parameters, ITemplateScope scope)
    {
        _template = template;
        _parameters = parameters;
        _scope = scope;
        _resources = template.Resources.ToDictionary(resource => resource.LogicalId, StringComparer.Ordinal);
    }

    /// <summary>The resources that exist under these parameters, worked out, in the template's order.</summary>
    /// <exception cref="TemplateException">Something in it cannot be worked out.</exception>
    public IReadOnlyList<TemplateResource> Resources() =>
    [
        .. _template.Resources.Where(Exists).Select(resource => resource with
        {
            Properties = (JsonObject)Value(resource.Properties, 0)!,
            DeletionPolicy = Value(resource.DeletionPolicy, 0),
        }),
    ];

    /// <summary>The outputs that exist, with value and description, in the template's order.</summary>
    public IReadOnlyList<StackOutput> Outputs() =>
    [
        .. _template.Outputs.Where(pair => pair.Value is JsonObject output && (output["Condition"] is not { } name || Condition(name.ToString())))
            .Select(pair => new StackOutput(pair.Key, Text(pair.Value!["Value"], 0), pair.Value["Description"]?.ToString() ?? "")),
    ];

    private bool Exists(TemplateResource resource) => resource.Condition is not { } name || Condition(name);

    private bool Condition(string name)
    {
        if (_conditions.TryGetValue(name, out var known)) return known ?? throw new TemplateException($"Template error: the condition {name} depends on itself.");
        if (_template.Conditions[name] is not { } node) throw new TemplateException($"Template error: there is no condition {name}.");
        _conditions[name] = null;
        var value = Truth(node, 0);
        _conditions[name] = value;
        return value;
    }

    private bool Truth(JsonNode? node, int depth)
    {
        if (depth > MaxDepth) throw TooDeep();
        if (node is not JsonObject { Count: 1 } function) throw new TemplateException("Template error: a condition must be a function.");
        var (name, argument) = function.First();
        return name switch
        {
            "Condition" => Condition(Text(argument, depth + 1)),
            "Fn::Equals" when Arguments(name, argument, 2, 2) is var a => Text(a[0], depth + 1) == Text(a[1], depth + 1),
            "Fn::Not" when Arguments(name, argument, 1, 1) is var a => !Truth(a[0], depth + 1),
            "Fn::And" when Arguments(name, argument, 2, 10) is var a => a.All(one => Truth(one, depth + 1)),
            "Fn::Or" when Arguments(name, argument, 2, 10) is var a => a.Any(one => Truth(one, depth + 1)),
            _ => throw new TemplateException($"Template error: {name} is no function of conditions."),
        };
    }

    private JsonNode? Value(JsonNode? node, int depth)
    {
        if (depth > MaxDepth) throw TooDeep();
        switch (node)
        {
            case JsonArray array:
                return new JsonArray([.. array.Select(item => Value(item, depth + 1)).Where(item => !IsNothing(item))]);
            case JsonObject { Count: 1 } function when function.First() is var (name, argument) && (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal)):
                return Function(name, argument, depth + 1);
            case JsonObject map:
                var result = new JsonObject();
                foreach (var (key, value) in map)
                {
                    var worked = Value(value, depth + 1);
                    if (!IsNothing(worked)) result.Add(key, worked);
                }
                return result;
            default:
                return node?.DeepClone();
        }
    }

    private JsonNode? Function(string name, JsonNode? argument, int depth)
    {
        switch (name)
        {
            case "Ref":
                return Reference(Text(argument, depth));
            case "Fn::Sub":
                return Substituted(argument, depth);
            case "Fn::GetAtt":
                var path = Arguments(name, argument, 2, 2);
                return Attribute(Text(path[0], depth), Text(path[1], depth));
            case "Fn::If":
                var choice = Arguments(name, argument, 3, 3);
                return Value(choice[Condition(Text(choice[0], depth)) ? 1 : 2], depth);
            case "Fn::Join":
                var join = Arguments(name, argument, 2, 2);
                return string.Join(Text(join[0], depth), Items(join[1], depth));
            case "Fn::Select":
                var select = Arguments(name, argument, 2, 2);
                var items = Items(select[1], depth);
                return int.TryParse(Text(select[0], depth), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count
                    ? items[index] : throw new TemplateException("Template error: Fn::Select cannot select what is not there.");
            case "Fn::Split":
                var split = Arguments(name, argument, 2, 2);
                var delimiter = Text(split[0], depth);
                if (delimiter.Length == 0) throw new TemplateException("Template error: the delimiter of Fn::Split is empty.");
                return new JsonArray([.. Text(split[1], depth).Split(delimiter).Select(part => (JsonNode?)JsonValue.Create(part))]);
            case "Fn::FindInMap":
                var keys = Arguments(name, argument, 3, 3);
                var (map, first, second) = (Text(keys[0], depth), Text(keys[1], depth), Text(keys[2], depth));
                return _template.Mappings[map]?[first]?[second]?.DeepClone()
                    ?? throw new TemplateException($"Template error: unable to get mapping for {map}::{first}::{second}.");
            default:
                throw new TemplateException($"Template error: the function {name} is not supported by this host.");
        }
    }

    private JsonNode? Reference(string name)
    {
        if (name == "AWS::NoValue") return Nothing();
        if (_parameters.TryGetValue(name, out var value))
        {
            return _template.Parameters.First(parameter => parameter.Name == name).Type is "CommaDelimitedList" or "List<Number>"
                ? new JsonArray([.. value.Split(',').Select(part => (JsonNode?)JsonValue.Create(part.Trim()))]) : JsonValue.Create(value);
        }
        if (_scope.Pseudo(name) is { } pseudo) return pseudo;
        return _resources.TryGetValue(name, out var resource) && Exists(resource)
            ? _scope.Ref(resource) ?? Unmade(resource)
            : throw new TemplateException($"Template format error: Unresolved resource dependencies [{name}] in the template.");
    }

    private string Attribute(string name, string attribute)
    {
        if (!_resources.TryGetValue(name, out var resource) || !Exists(resource))
            throw new TemplateException($"Template format error: Unresolved resource dependencies [{name}] in the template.");
        return _scope.Attribute(resource, attribute) ?? Unmade(resource) + "." + attribute;
    }

    // A resource this host cannot make: its creation fails with the reason; until then it has a name to refer to.
    private static string Unmade(TemplateResource resource) => resource.LogicalId;

    private string Substituted(JsonNode? argument, int depth)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        if (argument is JsonArray { Count: 2 } both && both[1] is JsonObject given)
        {
            foreach (var (key, value) in given) own[key] = Text(value, depth);
            argument = both[0];
        }
        var format = argument is JsonValue text ? text.ToString() : throw new TemplateException("Template error: Fn::Sub needs a string.");
        var result = new StringBuilder();
        var at = 0;
        while (at < format.Length)
        {
            var start = format.IndexOf("${", at, StringComparison.Ordinal);
            var end = start < 0 ? -1 : format.IndexOf('}', start);
            if (end < 0) break;
            result.Append(format, at, start - at);
            var name = format[(start + 2)..end];
            at = end + 1;
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            result.Append(
                name.StartsWith('!') ? $"${{{name[1..]}}}"
                : own.TryGetValue(name, out var value) ? value
                : dot > 0 ? Attribute(name[..dot], name[(dot + 1)..])
                : AsText(Reference(name)));
        }
        return result.Append(format, at, format.Length - at).ToString();
    }

    private List<string> Items(JsonNode? node, int depth) => Value(node, depth) is JsonArray array
        ? [.. array.Select(AsText)] : throw new TemplateException("Template error: a list is needed.");

    private string Text(JsonNode? node, int depth) => AsText(Value(node, depth));

    private static string AsText(JsonNode? node) =>
        node is JsonValue value ? value.ToString() : throw new TemplateException("Template error: a string is needed.");

    private static JsonArray Arguments(string function, JsonNode? argument, int min, int max) =>
        argument is JsonArray array && array.Count >= min && array.Count <= max
            ? array : throw new TemplateException($"Template error: {function} has not the arguments it needs.");

    // AWS::NoValue takes the property away that it stands for.
    private static JsonObject Nothing() => new() { ["Ref"] = "AWS::NoValue" };

    private static bool IsNothing(JsonNode? node) =>
        node is JsonObject { Count: 1 } one && one.First() is ("Ref", JsonValue value) && value.ToString() == "AWS::NoValue";

    private static TemplateException TooDeep() => new("Template format error: the template is nested too deeply.");
}
