using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>Parameters in JSON.</summary>
/// <param name="json">An object that lives as long as this.</param>
internal sealed class JsonSqsInput(JsonElement json) : ISqsInput
{
    /// <inheritdoc/>
    public void RequireKnown(string? entries, ReadOnlySpan<string> names) => json.RequireKnown(names);

    /// <inheritdoc/>
    public string? Text(string name) => json.Text(name);

    /// <inheritdoc/>
    public long? Number(string name) => json.Number(name);

    /// <inheritdoc/>
    public IReadOnlyList<string> Texts(string name, string singular) => json.Texts(name);

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes()
    {
        if (json.Structure("Attributes") is not { } attributes) return [];
        return [.. attributes.EnumerateObject().Select(property => KeyValuePair.Create(
            property.Name, attributes.Text(property.Name) ?? throw SqsErrors.InvalidAttribute(property.Name)))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<MessageAttribute> MessageAttributes(string name) =>
        json.Member(name) is { } attributes ? Sqs.MessageAttributes.Read(attributes) : [];

    /// <inheritdoc/>
    public IReadOnlyList<ISqsInput> Entries(string queryName) =>
        [.. json.List("Entries").Select(entry => entry.ValueKind == JsonValueKind.Object
            ? new JsonSqsInput(entry) : throw AwsException.Serialization("An entry is not an object."))];
}
