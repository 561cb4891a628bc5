using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>Reads a CloudFormation template as JSON: short forms (<c>!Ref X</c>) become the long ones.</summary>
internal static class YamlTemplate
{
    /// <summary>Reads a file.</summary>
    public static JsonObject Read(string path)
    {
        using var reader = new StreamReader(path);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (JsonObject)Node(yaml.Documents[0].RootNode)!;
    }

    private static JsonNode? Node(YamlNode node)
    {
        var value = node switch
        {
            YamlMappingNode map => new JsonObject(map.Children.Select(
                pair => new KeyValuePair<string, JsonNode?>(((YamlScalarNode)pair.Key).Value!, Node(pair.Value)))),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
            YamlScalarNode scalar => Scalar(scalar),
            _ => throw new InvalidDataException($"A template has no {node.NodeType}"),
        };
        if (node.Tag.IsEmpty || !node.Tag.Value.StartsWith('!') || node.Tag.Value == "!") return value;
        var name = node.Tag.Value[1..];
        // "!GetAtt A.B" is a list in the long form.
        if (name == "GetAtt" && value is JsonValue text) value = new JsonArray([.. text.GetValue<string>().Split('.', 2).Select(part => JsonValue.Create(part))]);
        return new JsonObject { [name is "Ref" or "Condition" ? name : "Fn::" + name] = value };
    }

    private static JsonNode? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty) return JsonValue.Create(text);
        if (text is "true" or "false") return JsonValue.Create(text == "true");
        if (text.Length == 0) return null;
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? JsonNode.Parse(text)
            : JsonValue.Create(text);
    }
}
