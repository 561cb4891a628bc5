using System.Collections;
using System.Globalization;
using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>Writes an answer in the protocol it was asked for in.</summary>
internal static class AnswerWriter
{
    /// <summary>Answers with a structure; null when there is nothing to say but that it is done.</summary>
    public static Task AnswerAsync(this AwsRequest request, AnswerFields? fields, CancellationToken cancellationToken)
    {
        if (request.Protocol == AwsProtocol.Query)
        {
            return fields is null
                ? request.WriteQueryResultAsync<object?>(null, null, cancellationToken)
                : request.WriteQueryResultAsync(fields, static (xml, members) => Write(xml, members), cancellationToken);
        }
        return fields is null
            ? request.WriteEmptyJsonAsync(cancellationToken)
            : request.WriteJsonAsync(fields, static (json, members) => Write(json, members), cancellationToken);
    }

    private static void Write(XmlOutput xml, AnswerFields fields)
    {
        foreach (var (name, value) in fields)
        {
            xml.Start(name);
            WriteValue(xml, value);
            xml.End();
        }
    }

    private static void WriteValue(XmlOutput xml, object value)
    {
        switch (value)
        {
            case AnswerFields fields:
                Write(xml, fields);
                break;
            case string text:
                xml.Text(text);
                break;
            case bool truth:
                xml.Text(truth ? "true" : "false");
                break;
            case DateTimeOffset time:
                xml.Text(time.ToWire());
                break;
            case IEnumerable list:
                foreach (var member in list)
                {
                    xml.Start("member");
                    WriteValue(xml, member);
                    xml.End();
                }
                break;
            default:
                xml.Text(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, AnswerFields fields)
    {
        json.WriteStartObject();
        foreach (var (name, value) in fields)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case AnswerFields fields:
                Write(json, fields);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case DateTimeOffset time:
                json.WriteNumberValue(time.ToEpochSeconds());
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case IEnumerable list:
                json.WriteStartArray();
                foreach (var member in list) WriteValue(json, member);
                json.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException($"An answer cannot hold {value.GetType()}.");
        }
    }
}
