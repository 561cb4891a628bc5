using System.Globalization;
using System.Security;

namespace SesMailEngine.Cli.Tests.Deploy;

/// <summary>A stack of the double.</summary>
internal sealed class FakeStack(string id, string name, string status, string? description)
{
    public string Id => id;

    public string Name => name;

    public string Status { get; private set; } = status;

    public string? Description { get; set; } = description;

    public bool HasOutputs { get; set; }

    public bool IsProtected { get; set; }

    public string? Template { get; set; }

    public Dictionary<string, string> Parameters { get; set; } = new(StringComparer.Ordinal);

    public Dictionary<string, FakeResource> Resources { get; } = new(StringComparer.Ordinal);

    /// <summary>The events as XML, the oldest first.</summary>
    public List<string> Events { get; } = [];

    /// <summary>What is still to happen.</summary>
    public Queue<Action> Steps { get; } = new();

    public void Become(string next, string? reason = null)
    {
        Status = next;
        Happen(name, "AWS::CloudFormation::Stack", next, reason, id);
    }

    public void Happen(string logicalId, string type, string status, string? reason, string? physicalId = null) => Events.Add(string.Create(
        CultureInfo.InvariantCulture,
        $"<member><EventId>e-{Events.Count}</EventId><LogicalResourceId>{logicalId}</LogicalResourceId><PhysicalResourceId>{physicalId}</PhysicalResourceId><ResourceType>{type}</ResourceType><ResourceStatus>{status}</ResourceStatus><ResourceStatusReason>{SecurityElement.Escape(reason)}</ResourceStatusReason><Timestamp>2026-01-01T00:00:00Z</Timestamp></member>"));

    public string Xml() =>
        $"<StackId>{id}</StackId><StackName>{name}</StackName><StackStatus>{Status}</StackStatus><Description>{Description}</Description><Parameters>"
        + string.Concat(Parameters.Select(pair => $"<member><ParameterKey>{pair.Key}</ParameterKey><ParameterValue>{SecurityElement.Escape(pair.Value)}</ParameterValue></member>"))
        + "</Parameters><Outputs>"
        + (HasOutputs ? $"<member><OutputKey>EventBusName</OutputKey><OutputValue>{name}-EmailBus</OutputValue><Description>The bus</Description></member>" : "")
        + "</Outputs>";
}
