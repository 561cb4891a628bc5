using System.Text;
using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>Reads a match expression: an object with one key, for example <c>{"prefix": "us-"}</c>.</summary>
internal sealed class MatchExpressionParser(PatternSource source)
{
    private readonly NumericExpressionParser numbers = new(source);

    /// <summary>Reads one; the reader stands on its opening brace, and then on its closing one.</summary>
    /// <exception cref="EventPatternException">It is not valid.</exception>
    public ValueTest Read(ref Utf8JsonReader reader)
    {
        var name = ReadName(ref reader, "Match expression name not found");
        ValueTest test = name switch
        {
            "exactly" => new TextTest(TextOperator.Equal, Text(ref reader, "exact"), ignoreCase: false),
            "prefix" => ReadAffix(ref reader, TextOperator.Prefix, "prefix"),
            "suffix" => ReadAffix(ref reader, TextOperator.Suffix, "suffix"),
            "equals-ignore-case" => new TextTest(TextOperator.Equal, Text(ref reader, name), ignoreCase: true),
            "wildcard" => Wildcard(ref reader, Text(ref reader, name)),
            "cidr" => CidrTest.TryParse(Text(ref reader, "prefix"), out var error) ?? throw source.Error(reader, error!),
            "exists" => ReadExists(ref reader),
            "numeric" => numbers.Read(ref reader),
            "anything-but" => ReadAnythingBut(ref reader),
            _ => throw source.Error(reader, $"Unrecognized match type {name}"),
        };
        ReadEnd(ref reader);
        return test;
    }

    private string ReadName(ref Utf8JsonReader reader, string otherwise)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName) throw source.Error(reader, otherwise);
        var name = reader.GetString()!;
        reader.Read();
        return name;
    }

    private void ReadEnd(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.EndObject)
        {
            throw source.Error(reader, "Only one key allowed in match expression");
        }
    }

    private string Text(ref Utf8JsonReader reader, string what) => reader.TokenType == JsonTokenType.String
        ? reader.GetString()! : throw source.Error(reader, $"{what} match pattern must be a string");

    private TextTest ReadAffix(ref Utf8JsonReader reader, TextOperator how, string what)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return new(how, Text(ref reader, what), ignoreCase: false);
        var named = how == TextOperator.Prefix ? "Prefix" : "Suffix";
        var name = ReadName(ref reader, $"{named} expression name not found");
        if (name != "equals-ignore-case") throw source.Error(reader, $"Unsupported {what} pattern: {name}");
        var test = new TextTest(how, Text(ref reader, name), ignoreCase: true);
        ReadEnd(ref reader);
        return test;
    }

    private ExistsTest ReadExists(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => new(true),
        JsonTokenType.False => new(false),
        _ => throw source.Error(reader, "exists match pattern must be either true or false."),
    };

    private AnythingButTest ReadAnythingBut(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return new(ReadExcludedValues(ref reader));
        var name = ReadName(ref reader, "Anything-But expression name not found");
        if (name is not ("prefix" or "suffix" or "equals-ignore-case" or "wildcard"))
        {
            throw source.Error(reader, $"Unsupported anything-but pattern: {name}");
        }
        var excluded = new List<ValueTest>();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) excluded.Add(Excluded(ref reader, name));
            if (excluded.Count == 0) throw source.Error(reader, "Empty arrays are not allowed");
        }
        else
        {
            excluded.Add(Excluded(ref reader, name));
        }
        ReadEnd(ref reader);
        return new(excluded);
    }

    private ValueTest Excluded(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw source.Error(reader, name switch
            {
                "wildcard" => "wildcard match pattern must be a string",
                "equals-ignore-case" =>
                    "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
                _ => "prefix/suffix match pattern must be a string",
            });
        }
        var text = reader.GetString()!;
        if (text.Length == 0 && name is "prefix" or "suffix") throw source.Error(reader, "Null prefix/suffix not allowed");
        return name switch
        {
            "prefix" => new TextTest(TextOperator.Prefix, text, ignoreCase: false),
            "suffix" => new TextTest(TextOperator.Suffix, text, ignoreCase: false),
            "wildcard" => Wildcard(ref reader, text),
            _ => new TextTest(TextOperator.Equal, text, ignoreCase: true),
        };
    }

    private List<ValueTest> ReadExcludedValues(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return [new TextTest(TextOperator.Equal, reader.GetString()!, ignoreCase: false)];
            case JsonTokenType.Number:
                return [numbers.Exact(ref reader)];
            case JsonTokenType.StartArray:
                break;
            default:
                throw source.Error(reader, "Value of anything-but must be an array or single string/number value.");
        }
        var excluded = new List<ValueTest>();
        var texts = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
            {
                throw source.Error(reader, "Inside anything but list, start|null|boolean is not supported.");
            }
            if (reader.TokenType == JsonTokenType.String) texts++;
            excluded.AddRange(ReadExcludedValues(ref reader));
        }
        if (excluded.Count == 0 || (texts > 0 && texts < excluded.Count))
        {
            throw source.Error(
                reader, "Inside anything but list, either all values are number or string, mixed type is not supported");
        }
        return excluded;
    }

    private WildcardTest Wildcard(ref Utf8JsonReader reader, string text)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            switch (text[i])
            {
                case '*' when next == '*':
                    throw source.Error(reader, $"Consecutive wildcard characters at pos {i + 1}");
                case '*':
                    pieces.Add(piece.ToString());
                    piece.Clear();
                    break;
                case '\\' when next is '*' or '\\':
                    piece.Append(next);
                    i++;
                    break;
                case '\\':
                    throw source.Error(reader, $"Invalid escape character at pos {i + 1}");
                default:
                    piece.Append(text[i]);
                    break;
            }
        }
        pieces.Add(piece.ToString());
        return new WildcardTest(pieces);
    }
}
