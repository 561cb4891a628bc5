namespace SesMailEngine.Cli.Tests.Deploy;

/// <summary>A resource of a stack of the double.</summary>
internal sealed class FakeResource(string logicalId, string physicalId, string type)
{
    public string LogicalId => logicalId;

    public string PhysicalId => physicalId;

    public string Type => type;

    public string Status { get; set; } = "CREATE_COMPLETE";

    public string Xml() =>
        $"<member><LogicalResourceId>{logicalId}</LogicalResourceId><PhysicalResourceId>{physicalId}</PhysicalResourceId><ResourceType>{type}</ResourceType><ResourceStatus>{Status}</ResourceStatus></member>";
}
