using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Templates;

/// <summary>
/// Reads a template, YAML or JSON, into JSON (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html). The
/// short forms of functions become the long ones; every scalar is text, as CloudFormation compares them.
/// </summary>
internal static class TemplateReader
{
    /// <summary>The most bytes of a template that is sent as it is.</summary>
    public const int MaxBytes = 51_200;

    private const int MaxDepth = 40;
    private const int MaxNodes = 20_000;

    /// <summary>Reads it.</summary>
    /// <exception cref="TemplateException">It is no template.</exception>
    public static JsonObject Read(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) throw new TemplateException("Template format error: the template is empty.");
            var nodes = 0;
            var root = Node(parser, 0, ref nodes);
            parser.Consume<DocumentEnd>();
            if (!parser.TryConsume<StreamEnd>(out _)) throw new TemplateException("Template format error: there is more than one document.");
            return root as JsonObject ?? throw new TemplateException("Template format error: unsupported structure.");
        }
        catch (YamlException error)
        {
            throw new TemplateException($"Template format error: YAML not well-formed. (line {error.Start.Line}, column {error.Start.Column})");
        }
    }

    private static JsonNode? Node(Parser parser, int depth, ref int nodes)
    {
        if (depth > MaxDepth || ++nodes > MaxNodes) throw new TemplateException("Template format error: the template is nested too deeply or too large.");
        if (parser.TryConsume<AnchorAlias>(out _)) throw new TemplateException("Template format error: YAML aliases are not supported.");
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            var isNull = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty && scalar.Value is "" or "~" or "null";
            return WithTag(scalar.Tag, isNull ? null : JsonValue.Create(scalar.Value));
        }
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var array = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _)) array.Add(Node(parser, depth + 1, ref nodes));
            return WithTag(sequence.Tag, array);
        }
        var mapping = parser.Consume<MappingStart>();
        var map = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>().Value;
            if (map.ContainsKey(key)) throw new TemplateException($"Template format error: duplicate key '{Shown(key)}'.");
            map.Add(key, Node(parser, depth + 1, ref nodes));
        }
        return WithTag(mapping.Tag, map);
    }

    // !Ref X, !Sub 'x', !GetAtt A.B and so on: {"Ref": "X"}, {"Fn::Sub": "x"}, {"Fn::GetAtt": ["A", "B"]}.
    private static JsonNode? WithTag(TagName tag, JsonNode? value)
    {
        if (tag.IsEmpty || tag.IsNonSpecific || !tag.Value.StartsWith('!')) return value;
        var name = tag.Value[1..];
        if (name is "Ref" or "Condition") return new JsonObject { [name] = value };
        if (name == "GetAtt" && value is JsonValue text)
        {
            var path = text.ToString();
            var dot = path.IndexOf('.', StringComparison.Ordinal);
            if (dot < 1) throw new TemplateException($"Template error: GetAtt needs a resource and an attribute, not '{Shown(path)}'.");
            value = new JsonArray(path[..dot], path[(dot + 1)..]);
        }
        return new JsonObject { ["Fn::" + name] = value };
    }

    private static string Shown(string text) => text.Length <= 100 ? text : text[..100];
}
