using System.Text.Json;
using System.Xml.Linq;

namespace SesMailEngine.Server.Tests.Hosting;

internal sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public XElement Xml => XDocument.Parse(Body).Root!;

    public string? XmlText(string localName) =>
        Xml.DescendantsAndSelf().FirstOrDefault(e => e.Name.LocalName == localName)?.Value;
}
