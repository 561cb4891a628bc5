using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Views;

/// <summary>
/// The caller's metadata as a map of typed values, so that <c>metadata.campaignId = :c</c> works. A number that is none of
/// DynamoDB's (past 38 digits or its range) is kept as its text.
/// </summary>
internal static class MetadataMap
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    /// <summary>The map of a JSON object.</summary>
    public static AttributeValue Read(string json)
    {
        using var document = JsonDocument.Parse(json, Options);
        return Read(document.RootElement);
    }

    private static AttributeValue Read(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new AttributeMap();
                foreach (var member in json.EnumerateObject()) map[NameOf(member)] = Read(member.Value);
                return AttributeValue.Of(map);
            case JsonValueKind.Array:
                return AttributeValue.Of(json.EnumerateArray().Select(Read).ToArray());
            case JsonValueKind.String:
                return AttributeValue.Of(TextOf(json));
            case JsonValueKind.Number:
                var text = json.GetRawText();
                return DynamoNumber.TryParse(text, out var number) is null
                    ? AttributeValue.Of(number)
                    : AttributeValue.Of(text);
            case JsonValueKind.True:
                return AttributeValue.True;
            case JsonValueKind.False:
                return AttributeValue.False;
            default:
                return AttributeValue.Null;
        }
    }

    // Half a surrogate pair is JSON by its grammar and no text: such a string stays as it is written, escapes and all.
    private static string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText()[1..^1];
        }
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            var written = member.ToString();
            return written[1..written.IndexOf("\":", StringComparison.Ordinal)];
        }
    }
}
