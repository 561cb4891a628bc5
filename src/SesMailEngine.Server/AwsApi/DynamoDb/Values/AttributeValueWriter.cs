using System.Text.Json;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Values;

/// <summary>Writes values as DynamoDB's JSON.</summary>
internal static class AttributeValueWriter
{
    private static readonly JsonEncodedText S = JsonEncodedText.Encode("S");
    private static readonly JsonEncodedText N = JsonEncodedText.Encode("N");

    /// <summary>Writes <c>{"name":{"S":"…"},…}</c>.</summary>
    public static void WriteMap(Utf8JsonWriter json, AttributeMap map)
    {
        json.WriteStartObject();
        foreach (var (name, value) in map)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }
        json.WriteEndObject();
    }

    /// <summary>Writes <c>{"S":"…"}</c>.</summary>
    public static void Write(Utf8JsonWriter json, AttributeValue value)
    {
        json.WriteStartObject();
        switch (value.Type)
        {
            case AttributeType.S:
                json.WriteString(S, value.Text);
                break;
            case AttributeType.N:
                json.WriteString(N, value.Number.ToString());
                break;
            case AttributeType.B:
                json.WriteBase64String("B", value.Bytes);
                break;
            case AttributeType.BOOL:
                json.WriteBoolean("BOOL", value.Boolean);
                break;
            case AttributeType.NULL:
                json.WriteBoolean("NULL", true);
                break;
            case AttributeType.M:
                json.WritePropertyName("M");
                WriteMap(json, value.Map);
                break;
            case AttributeType.L:
                json.WriteStartArray("L");
                foreach (var element in value.Elements) Write(json, element);
                json.WriteEndArray();
                break;
            default:
                json.WriteStartArray(value.Type.ToString());
                foreach (var element in value.Elements) WriteElement(json, element);
                json.WriteEndArray();
                break;
        }
        json.WriteEndObject();
    }

    private static void WriteElement(Utf8JsonWriter json, AttributeValue element)
    {
        if (element.Type == AttributeType.B) json.WriteBase64StringValue(element.Bytes);
        else json.WriteStringValue(element.Type == AttributeType.N ? element.Number.ToString() : element.Text);
    }
}
