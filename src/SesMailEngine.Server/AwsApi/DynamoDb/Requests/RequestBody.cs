using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Expressions;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Requests;

/// <summary>The members of a request, checked as they are read. A null member is an absent one.</summary>
internal sealed class RequestBody
{
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters
    private const int MaxValueBytes = 2 << 20;

    private readonly JsonElement _json;

    /// <summary>Wraps a JSON object.</summary>
    /// <exception cref="DynamoDbException">It is none.</exception>
    public RequestBody(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw AttributeValueReader.WrongType(json, "Map");
        _json = json;
    }

    /// <summary>A member as it is; null when absent.</summary>
    public JsonElement? Member(string name) =>
        _json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>A string.</summary>
    public string? Text(string name)
    {
        if (Member(name) is not { } member) return null;
        return member.ValueKind == JsonValueKind.String
            ? member.ReadText()
            : throw AttributeValueReader.WrongType(member, "String");
    }

    /// <summary>A string out of a list; <paramref name="standard"/> when absent.</summary>
    public string Choice(string name, string standard, params string[] choices)
    {
        if (Text(name) is not { } text) return standard;
        return choices.Contains(text)
            ? text
            : throw Constraint($"'{text}'", name, $"Member must satisfy enum value set: [{string.Join(", ", choices)}]");
    }

    /// <summary>A boolean; false when absent.</summary>
    public bool Flag(string name, bool standard = false)
    {
        if (Member(name) is not { } member) return standard;
        return member.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw AttributeValueReader.WrongType(member, "Boolean"),
        };
    }

    /// <summary>A whole number of at least <paramref name="minimum"/>.</summary>
    public int? Number(string name, int minimum, int maximum = int.MaxValue)
    {
        if (Member(name) is not { } member) return null;
        if (member.ValueKind != JsonValueKind.Number) throw AttributeValueReader.WrongType(member, "Integer");
        var value = member.TryGetInt64(out var whole)
            ? whole
            : (long)Math.Clamp(member.GetDouble(), long.MinValue, long.MaxValue);
        if (value < minimum)
        {
            throw Constraint($"'{value}'", name, $"Member must have value greater than or equal to {minimum}");
        }
        if (value > maximum)
        {
            throw Constraint($"'{value}'", name, $"Member must have value less than or equal to {maximum}");
        }
        return (int)value;
    }

    /// <summary>An object of attribute values.</summary>
    public AttributeMap? Map(string name, Func<string, string, string>? describe = null) =>
        Member(name) is { } member ? AttributeValueReader.ReadMap(member, describe) : null;

    /// <summary>A member that must be there.</summary>
    public AttributeMap RequiredMap(string name) => Map(name) ?? throw Missing(name);

    /// <summary>
    /// The table's name, also when it is given as an ARN; <paramref name="member"/> is where it stands.
    /// </summary>
    public string TableName(string member = "TableName") => ReadTableName(Text(member) ?? throw Missing(member), member);

    /// <summary>Checks a table's name or ARN; the name.</summary>
    public static string ReadTableName(string text, string member)
    {
        const string inArn = ":table/";
        var at = text.StartsWith("arn:", StringComparison.Ordinal) ? text.IndexOf(inArn, StringComparison.Ordinal) : -1;
        var name = at < 0 ? text : text[(at + inArn.Length)..];
        if (name.Length < 3) throw Constraint($"'{name}'", member, "Member must have length greater than or equal to 3");
        if (name.Length > 255) throw Constraint($"'{name}'", member, "Member must have length less than or equal to 255");
        return name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-')
            ? name
            : throw Constraint($"'{name}'", member, "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    }

    /// <summary>The placeholders of the request's expressions.</summary>
    /// <param name="usingExpressions">True when the request has an expression that may use names.</param>
    /// <param name="valueExpressions">The members that may use values.</param>
    public ExpressionScope Scope(bool usingExpressions, params string[] valueExpressions)
    {
        Dictionary<string, string>? names = null;
        if (Member("ExpressionAttributeNames") is { } member)
        {
            if (!usingExpressions)
            {
                throw DynamoDbException.Validation("ExpressionAttributeNames can only be specified when using expressions");
            }
            if (member.ValueKind != JsonValueKind.Object) throw AttributeValueReader.WrongType(member, "Map");
            names = new(StringComparer.Ordinal);
            foreach (var pair in member.EnumerateObject())
            {
                if (pair.Value.ValueKind != JsonValueKind.String) throw AttributeValueReader.WrongType(pair.Value, "String");
                names[pair.Name] = pair.Value.ReadText();
            }
        }
        if (Member("ExpressionAttributeValues") is not null && valueExpressions.All(name => Member(name) is null))
        {
            var verb = valueExpressions.Length > 1 ? "are" : "is";
            throw DynamoDbException.Validation("ExpressionAttributeValues can only be specified when using expressions: " +
                $"{string.Join(" and ", valueExpressions)} {verb} null");
        }
        var values = Map("ExpressionAttributeValues",
            (key, message) => $"ExpressionAttributeValues contains invalid value: {message} for key {key}");
        if (values is not null && ItemSize.Of(values) > MaxValueBytes)
        {
            throw DynamoDbException.Validation(
                $"ExpressionAttributeValues are larger than the maximum allowed size of {MaxValueBytes} bytes");
        }
        return new ExpressionScope(names, values);
    }

    /// <summary>Refuses a member that is not named.</summary>
    /// <exception cref="AwsException">There is one.</exception>
    public void RequireKnown(params ReadOnlySpan<string> names) => _json.RequireKnown(names);

    /// <summary>Refuses the parameters expressions have replaced.</summary>
    /// <exception cref="DynamoDbException">One of <paramref name="names"/> is used.</exception>
    public void RefuseLegacy(params string[] names)
    {
        foreach (var name in names)
        {
            if (Member(name) is not null)
            {
                throw DynamoDbException.Validation(
                    $"The legacy parameter {name} is not supported here; use an expression parameter instead");
            }
        }
    }

    /// <summary>The error for a member that is missing.</summary>
    public static DynamoDbException Missing(string name) => Constraint("null", name, "Member must not be null");

    private static DynamoDbException Constraint(string value, string member, string constraint) =>
        DynamoDbException.Validation("1 validation error detected: " +
            $"Value {value} at '{char.ToLowerInvariant(member[0])}{member[1..]}' failed to satisfy constraint: {constraint}");
}
