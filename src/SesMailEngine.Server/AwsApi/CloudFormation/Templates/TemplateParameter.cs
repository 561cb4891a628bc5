using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Templates;

/// <summary>A parameter as a template declares it
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>String</c>, <c>Number</c>, or a list of them.</param>
/// <param name="Declaration">All of it.</param>
internal sealed record TemplateParameter(string Name, string Type, JsonObject Declaration)
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromMilliseconds(200);

    /// <summary>The value when none is given; null when one must be.</summary>
    public string? Default => Text("Default");

    /// <summary>What it is for.</summary>
    public string? Description => Text("Description");

    /// <summary>True when its value is not to be shown.</summary>
    public bool IsHidden => Text("NoEcho") is "true" or "True";

    /// <summary>Reads a declaration.</summary>
    public static TemplateParameter Read(string name, JsonNode? node)
    {
        if (node is not JsonObject declaration || Node(declaration, "Type") is not JsonValue type)
            throw new TemplateException($"Template format error: parameter '{name}' has no Type.");
        if (type.ToString() is not ("String" or "Number" or "CommaDelimitedList" or "List<Number>"))
            throw new TemplateException($"Template format error: parameters of type {type} are not supported by this host (parameter '{name}').");
        return new(name, type.ToString(), declaration);
    }

    /// <summary>What is wrong with a value; null when it is allowed.</summary>
    public string? Problem(string value)
    {
        if (Type == "Number" && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return $"Parameter '{Name}' must be a number";
        if (Declaration["AllowedValues"] is JsonArray allowed && allowed.All(one => one?.ToString() != value))
            return $"Parameter '{Name}' must be one of AllowedValues";
        if (Text("AllowedPattern") is { } pattern && !Matches(value, pattern))
            return $"Parameter '{Name}' {Text("ConstraintDescription") ?? $"must match pattern {pattern}"}";
        if (Type == "Number")
        {
            var number = double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (number < Bound("MinValue") || number > Bound("MaxValue"))
                return $"Parameter '{Name}' must be a number between {Text("MinValue") ?? "any"} and {Text("MaxValue") ?? "any"}";
        }
        else if (value.Length < Bound("MinLength") || value.Length > Bound("MaxLength"))
        {
            return $"Parameter '{Name}' must contain at least {Text("MinLength") ?? "0"} and at most {Text("MaxLength") ?? "any number of"} characters";
        }
        return null;
    }

    private static JsonNode? Node(JsonObject node, string key) => node[key];

    private bool Matches(string value, string pattern)
    {
        try
        {
            return Regex.IsMatch(value, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, MatchLimit);
        }
        catch (Exception error) when (error is ArgumentException or RegexMatchTimeoutException)
        {
            throw new TemplateException($"Template format error: the AllowedPattern of parameter '{Name}' cannot be used.");
        }
    }

    // NaN compares as false, which is "no bound".
    private double Bound(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) ? bound : double.NaN;

    private string? Text(string name) => Declaration[name] is JsonValue value ? value.ToString() : null;
}
