using System.Text.Json;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>Answers in JSON.</summary>
/// <param name="json">Positioned inside an object.</param>
internal sealed class JsonSqsOutput(Utf8JsonWriter json) : ISqsOutput
{
    /// <inheritdoc/>
    public void Text(string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    /// <inheritdoc/>
    public void Number(string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }

    /// <inheritdoc/>
    public void Flag(string name, bool value) => json.WriteBoolean(name, value);

    /// <inheritdoc/>
    public void Texts(string name, string singular, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <inheritdoc/>
    public void Attributes(IReadOnlyList<KeyValuePair<string, string>> attributes)
    {
        if (attributes.Count == 0) return;
        json.WriteStartObject("Attributes");
        foreach (var (name, value) in attributes) json.WriteString(name, value);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public void MessageAttributes(IReadOnlyList<MessageAttribute> attributes)
    {
        if (attributes.Count == 0) return;
        json.WritePropertyName("MessageAttributes");
        Sqs.MessageAttributes.Write(json, attributes);
    }

    /// <inheritdoc/>
    public void List<T>(string name, string elementName, IReadOnlyList<T> items, Action<ISqsOutput, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(this, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
