using System.Security;

namespace SesMailEngine.Cli.Tests.Deploy;

/// <summary>A change set of the double.</summary>
internal sealed record FakeChangeSet(
    string Id, string Name, string StackName, string Type, string Template, Dictionary<string, string> Parameters,
    (string Id, string Type)[] Resources, string Status, string? Reason, FakeStack Stack)
{
    public string Xml() =>
        $"<ChangeSetId>{Id}</ChangeSetId><ChangeSetName>{Name}</ChangeSetName><Status>{Status}</Status><StatusReason>{SecurityElement.Escape(Reason)}</StatusReason><ExecutionStatus>{(Reason is null ? "AVAILABLE" : "UNAVAILABLE")}</ExecutionStatus><Changes>"
        + string.Concat(Resources.Select(resource =>
            $"<member><Type>Resource</Type><ResourceChange><Action>{(Type == "IMPORT" ? "Import" : Stack.Resources.ContainsKey(resource.Id) ? "Modify" : "Add")}</Action><LogicalResourceId>{resource.Id}</LogicalResourceId><ResourceType>{resource.Type}</ResourceType></ResourceChange></member>"))
        + "</Changes>";
}
