using System.Globalization;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>Answers in XML, with lists flattened: their elements repeat, nothing encloses them.</summary>
/// <param name="xml">Positioned inside the result element.</param>
internal sealed class QuerySqsOutput(XmlOutput xml) : ISqsOutput
{
    /// <inheritdoc/>
    public void Text(string name, string? value) => xml.Element(name, value);

    /// <inheritdoc/>
    public void Number(string name, long? value) => xml.Element(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public void Flag(string name, bool value) => xml.Element(name, value);

    /// <inheritdoc/>
    public void Texts(string name, string singular, IReadOnlyList<string> values)
    {
        foreach (var value in values) xml.Element(singular, value);
    }

    /// <inheritdoc/>
    public void Attributes(IReadOnlyList<KeyValuePair<string, string>> attributes)
    {
        foreach (var (name, value) in attributes)
            xml.Start("Attribute").Element("Name", name).Element("Value", value).End();
    }

    /// <inheritdoc/>
    public void MessageAttributes(IReadOnlyList<MessageAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            xml.Start("MessageAttribute").Element("Name", attribute.Name)
                .Start("Value")
                .Element("StringValue", attribute.StringValue)
                .Element("BinaryValue", attribute.BinaryValue is { } bytes ? Convert.ToBase64String(bytes) : null)
                .Element("DataType", attribute.DataType)
                .End().End();
        }
    }

    /// <inheritdoc/>
    public void List<T>(string name, string elementName, IReadOnlyList<T> items, Action<ISqsOutput, T> write)
    {
        foreach (var item in items)
        {
            xml.Start(elementName);
            write(this, item);
            xml.End();
        }
    }
}
