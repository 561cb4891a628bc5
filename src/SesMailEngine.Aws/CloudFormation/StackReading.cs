using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.CloudFormation;

// CloudFormation's XML as records. No entities, no schemas, nothing loaded from elsewhere.
internal static class StackReading
{
    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static XElement Result(AwsResponse response, string action)
    {
        try
        {
            using var body = new MemoryStream(response.Body);
            using var reader = XmlReader.Create(body, Safe);
            var root = XDocument.Load(reader).Root!;
            // Operations without a result answer with the metadata alone.
            return root.Elements().FirstOrDefault(element => element.Name.LocalName == action + "Result") ?? root;
        }
        catch (XmlException exception)
        {
            throw new AwsServiceException(
                "InvalidResponse", "What answered is not CloudFormation: " + exception.Message, response.StatusCode, exception);
        }
    }

    public static string? Text(this XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value is { Length: > 0 } text ? text : null;

    public static string Require(this XElement element, string name) =>
        element.Text(name) ?? throw new AwsServiceException("InvalidResponse", $"CloudFormation answered without {name}.", 200);

    public static IEnumerable<XElement> List(this XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Elements().Where(child => child.Name.LocalName == "member") ?? [];

    public static StackState Stack(XElement xml) => new(
        xml.Require("StackId"), xml.Require("StackName"), xml.Require("StackStatus"), xml.Text("StackStatusReason"), xml.Text("Description"))
    {
        Parameters = Pairs(xml, "Parameters", "ParameterKey", "ParameterValue"),
        Outputs = [.. xml.List("Outputs").Select(output => new StackOutput(
            output.Require("OutputKey"), output.Text("OutputValue") ?? "", output.Text("Description") ?? ""))],
    };

    public static ChangeSetState ChangeSet(XElement xml) => new(
        xml.Text("ChangeSetId") ?? xml.Require("ChangeSetName"), xml.Require("Status"), xml.Text("StatusReason"), xml.Text("ExecutionStatus"), []);

    public static ResourceChange? Change(XElement xml)
    {
        var change = xml.Elements().FirstOrDefault(child => child.Name.LocalName == "ResourceChange");
        return change is null
            ? null
            : new ResourceChange(
                change.Text("Action") ?? "", change.Text("LogicalResourceId") ?? "", change.Text("ResourceType") ?? "", change.Text("Replacement"));
    }

    public static StackEvent Event(XElement xml) => new(
        xml.Require("EventId"), xml.Text("LogicalResourceId") ?? "", xml.Text("PhysicalResourceId"), xml.Text("ResourceType") ?? "",
        xml.Text("ResourceStatus") ?? "", xml.Text("ResourceStatusReason"), Time(xml.Text("Timestamp")));

    public static StackResource Resource(XElement xml) => new(
        xml.Text("LogicalResourceId") ?? "", xml.Text("PhysicalResourceId"), xml.Text("ResourceType") ?? "", xml.Text("ResourceStatus") ?? "",
        xml.Text("ResourceStatusReason"));

    private static Dictionary<string, string> Pairs(XElement xml, string list, string key, string value) =>
        xml.List(list).GroupBy(pair => pair.Text(key) ?? "", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Text(value) ?? "", StringComparer.Ordinal);

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
