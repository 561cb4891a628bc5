using System.Globalization;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>Parameters of a query request, below a prefix (<c>SendMessageBatchRequestEntry.1.</c>) or at the top.</summary>
/// <param name="form">All parameters.</param>
/// <param name="prefix">What precedes the names, with its dot; empty at the top.</param>
internal sealed class QuerySqsInput(FormParameters form, string prefix = "") : ISqsInput
{
    /// <inheritdoc/>
    public void RequireKnown(string? entries, ReadOnlySpan<string> names)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names) known.Add(QueryName(name, entries));
        form.RequireKnown(prefix, known);
    }

    /// <inheritdoc/>
    public string? Text(string name) => form[prefix + name];

    /// <inheritdoc/>
    public long? Number(string name)
    {
        if (Text(name) is not { } text) return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : throw SqsErrors.InvalidParameter($"Value for parameter {name} is invalid. Reason: it must be a whole number.");
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Texts(string name, string singular) => form.List(prefix + singular);

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes()
    {
        var result = new List<KeyValuePair<string, string>>();
        foreach (var attribute in form.Prefixes(prefix + "Attribute"))
        {
            var name = form[attribute + ".Name"] ?? throw SqsErrors.Missing("Attribute.Name");
            result.Add(KeyValuePair.Create(name, form[attribute + ".Value"] ?? throw SqsErrors.InvalidAttribute(name)));
        }
        return result;
    }

    /// <inheritdoc/>
    public IReadOnlyList<MessageAttribute> MessageAttributes(string name)
    {
        var singular = name[..^1];
        var result = new List<MessageAttribute>();
        foreach (var attribute in form.Prefixes(prefix + singular))
        {
            var binary = form[attribute + ".Value.BinaryValue"];
            result.Add(new MessageAttribute(
                form[attribute + ".Name"] ?? throw SqsErrors.Missing(singular + ".Name"),
                form[attribute + ".Value.DataType"] ?? "", form[attribute + ".Value.StringValue"],
                binary is null ? null : Sqs.MessageAttributes.Base64(binary)));
        }
        return result;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ISqsInput> Entries(string queryName) =>
        [.. form.Prefixes(prefix + queryName).Select(entry => new QuerySqsInput(form, entry + "."))];

    // Lists and maps are numbered, and named in the singular.
    private static string QueryName(string name, string? entries) => name switch
    {
        "Entries" => entries ?? name,
        "Attributes" or "AttributeNames" or "MessageAttributes" or "MessageAttributeNames" or "MessageSystemAttributes"
            or "MessageSystemAttributeNames" => name[..^1],
        _ => name,
    };
}
