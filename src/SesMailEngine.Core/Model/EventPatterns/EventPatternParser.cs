using System.Text;
using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>
/// Reads the frame of a pattern: objects, fields, <c>$or</c> and lists of values. What stands in a list is read by
/// <see cref="MatchExpressionParser"/>.
/// </summary>
internal sealed class EventPatternParser
{
    // EventBridge's limit for a pattern whose $or are written out.
    private const int MaxCombinations = 1000;

    private static readonly HashSet<string> ReservedInOr = new(StringComparer.Ordinal)
    {
        "exactly", "equals-ignore-case", "prefix", "suffix", "anything-but", "exists", "wildcard", "numeric", "cidr",
        "=", "<", "<=", ">", ">=", "regex", "not-wildcard", "not-equals-ignore-case", "date-after", "date-on-or-after",
        "date-before", "date-on-or-before", "in-date-range", "ip-address-in-range", "ip-address-not-in-range",
    };

    private readonly PatternSource source;
    private readonly MatchExpressionParser expressions;
    private readonly List<string> path = [];

    private EventPatternParser(PatternSource source)
    {
        this.source = source;
        expressions = new MatchExpressionParser(source);
    }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="EventPatternException">The pattern is not valid.</exception>
    public static FieldGroup Parse(string json)
    {
        var source = new PatternSource(json);
        var reader = new Utf8JsonReader(source.Utf8);
        try
        {
            var parser = new EventPatternParser(source);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw source.Error(reader, "Filter is not an object");
            var group = parser.ReadGroup(ref reader, insideOr: false);
            if (group.Combinations > MaxCombinations)
            {
                throw source.Error(reader, $"Rule is too complex: its $or make more than {MaxCombinations} combinations");
            }
            while (reader.Read()) throw source.Error(reader, "Only one object is allowed");
            return group;
        }
        catch (JsonException invalid)
        {
            throw source.Error(reader, invalid.Message);
        }
        catch (InvalidOperationException)
        {
            throw source.Error(reader, "Text with a lone surrogate is not allowed");
        }
    }

    private FieldGroup ReadGroup(ref Utf8JsonReader reader, bool insideOr)
    {
        var fields = new List<FieldTest>();
        var alternatives = new List<IReadOnlyList<FieldGroup>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            if (name == "$or")
            {
                reader.Read();
                alternatives.Add(ReadOr(ref reader));
                continue;
            }
            if (insideOr && ReservedInOr.Contains(name))
            {
                throw source.Error(reader, $"{name} is Ruler reserved fieldName which cannot be used inside $or.");
            }
            reader.Read();
            var field = ReadField(ref reader, name, insideOr);
            fields.RemoveAll(known => known.Name == name); // named twice: the last one counts
            fields.Add(field);
        }
        if (fields.Count + alternatives.Count == 0) throw source.Error(reader, "Empty objects are not allowed");
        return new FieldGroup([.. fields], [.. alternatives]);
    }

    private FieldTest ReadField(ref Utf8JsonReader reader, string name, bool insideOr)
    {
        path.Add(name);
        string[] whole = [.. path];
        var field = reader.TokenType switch
        {
            JsonTokenType.StartObject => new FieldTest(whole, ReadGroup(ref reader, insideOr), []),
            JsonTokenType.StartArray => new FieldTest(whole, null, ReadValues(ref reader)),
            _ => throw source.Error(reader, $"\"{name}\" must be an object or an array"),
        };
        path.RemoveAt(path.Count - 1);
        return field;
    }

    private FieldGroup[] ReadOr(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw source.Error(reader, "It must be an Array followed with $or.");
        }
        var groups = new List<FieldGroup>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw source.Error(reader, "Only JSON object is allowed in array of $or relationship.");
            }
            groups.Add(ReadGroup(ref reader, insideOr: true));
        }
        if (groups.Count < 2) throw source.Error(reader, "There must have at least 2 Objects in $or relationship.");
        return [.. groups];
    }

    private ValueTest[] ReadValues(ref Utf8JsonReader reader)
    {
        var values = new List<ValueTest>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(reader.TokenType switch
            {
                JsonTokenType.StartObject => expressions.Read(ref reader),
                JsonTokenType.String => new TextTest(TextOperator.Equal, reader.GetString()!, ignoreCase: false),
                JsonTokenType.Number => Number(ref reader),
                JsonTokenType.Null => new LiteralTest(JsonValueKind.Null),
                JsonTokenType.True => new LiteralTest(JsonValueKind.True),
                JsonTokenType.False => new LiteralTest(JsonValueKind.False),
                _ => throw source.Error(reader, "Match value must be String, number, true, false, or null"),
            });
        }
        if (values.Count == 0) throw source.Error(reader, "Empty arrays are not allowed");
        return [.. values];
    }

    private static NumberTest Number(ref Utf8JsonReader reader) =>
        new(Encoding.UTF8.GetString(reader.ValueSpan), reader.TryGetDecimal(out var number) ? number : null);
}
