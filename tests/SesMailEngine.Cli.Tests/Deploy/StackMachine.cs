using System.Globalization;
using System.Security;
using System.Text.RegularExpressions;

namespace SesMailEngine.Cli.Tests.Deploy;

/// <summary>
/// CloudFormation as a small machine: change sets, stacks, and a line of steps of which each look at the events takes a few. It holds
/// to the rules an installer has to know: one change set of a name, both capabilities, import only of what is there and alone.
/// </summary>
internal sealed partial class StackMachine(AwsDouble aws)
{
    private const int StepsALook = 12;

    private readonly Dictionary<string, FakeStack> stacks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FakeChangeSet> changeSets = new(StringComparer.Ordinal);
    private int counter;

    /// <summary>Resources that cannot be made or changed, with the service's words.</summary>
    public Dictionary<string, string> Failing { get; } = new(StringComparer.Ordinal);

    /// <summary>Resources that cannot be deleted.</summary>
    public Dictionary<string, string> Undeletable { get; } = new(StringComparer.Ordinal);

    /// <summary>The change set fails with these words.</summary>
    public string? ChangeSetFailure { get; set; }

    /// <summary>CloudFormation stands still.</summary>
    public bool IsStill { get; set; }

    public IReadOnlyCollection<string> ChangeSets => changeSets.Keys;

    public FakeStack? this[string name] => stacks.Values.FirstOrDefault(stack => stack.Name == name && stack.Status != "DELETE_COMPLETE");

    public FakeStack Add(string name, string status, string? description = "SESMailEngine - a stack", bool hasOutputs = false)
    {
        var id = $"arn:aws:cloudformation:eu-central-1:{AwsDouble.Account}:stack/{name}/{++counter}";
        var stack = new FakeStack(id, name, status, description) { HasOutputs = hasOutputs };
        stack.Happen(name, "AWS::CloudFormation::Stack", status, null);
        return stacks[id] = stack;
    }

    public (int Status, string Body) Answer(Dictionary<string, string> form)
    {
        var name = form.GetValueOrDefault("StackName") ?? "";
        var stack = stacks.GetValueOrDefault(name) ?? this[name];
        switch (form["Action"])
        {
            case "DescribeStacks":
                return stack is null ? Missing(name) : Result(form, $"<Stacks><member>{stack.Xml()}</member></Stacks>");
            case "DescribeStackEvents":
                if (stack is null) return Missing(name);
                for (var i = 0; i < StepsALook && !IsStill && stack.Steps.TryDequeue(out var step); i++) step();
                return Result(form, $"<StackEvents>{string.Concat(stack.Events.AsEnumerable().Reverse())}</StackEvents>");
            case "DescribeStackResources":
                return stack is null ? Missing(name) : Result(form, $"<StackResources>{string.Concat(stack.Resources.Values.Select(r => r.Xml()))}</StackResources>");
            case "CreateChangeSet":
                return CreateChangeSet(form, name, stack);
            case "DescribeChangeSet":
                return FindChangeSet(form) is { } found ? Result(form, found.Xml()) : Refused("ChangeSetNotFound", "ChangeSet does not exist");
            case "DeleteChangeSet":
                if (FindChangeSet(form) is not { } dropped) return Refused("ChangeSetNotFound", "ChangeSet does not exist");
                changeSets.Remove(dropped.Id);
                return Result(form, "");
            case "ExecuteChangeSet":
                if (FindChangeSet(form) is not { } executed) return Refused("ChangeSetNotFound", "ChangeSet does not exist");
                changeSets.Clear();
                Execute(executed);
                return Result(form, "");
            case "DeleteStack":
                return stack is null ? Result(form, "") : Delete(form, stack);
            default:
                return Refused("InvalidAction", form["Action"]);
        }
    }

    private (int Status, string Body) CreateChangeSet(Dictionary<string, string> form, string name, FakeStack? stack)
    {
        var template = form["TemplateBody"];
        template.Length.ShouldBeLessThanOrEqualTo(51_200);
        var type = form["ChangeSetType"];
        if (changeSets.Values.Any(set => set.Name == form["ChangeSetName"] && set.StackName == name)) return Refused("AlreadyExistsException", "ChangeSet already exists");
        if (type == "CREATE" && stack is not null and not { Status: "REVIEW_IN_PROGRESS" }) return Refused("AlreadyExistsException", $"Stack [{name}] already exists and cannot be created again");
        if (type == "UPDATE" && stack?.Status is null or "REVIEW_IN_PROGRESS" or "ROLLBACK_COMPLETE") return Refused("ValidationError", $"Stack:{name} is in a state and can not be updated.");
        var hasTransform = template.Contains("\nTransform:", StringComparison.Ordinal);
        var capabilities = form.Where(pair => pair.Key.StartsWith("Capabilities.", StringComparison.Ordinal)).Select(pair => pair.Value).ToArray();
        if (hasTransform && !capabilities.Contains("CAPABILITY_AUTO_EXPAND")) return Refused("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_AUTO_EXPAND]");
        if (template.Contains("AWS::IAM::", StringComparison.Ordinal) && !capabilities.Contains("CAPABILITY_IAM")) return Refused("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]");
        var resources = Resource().Matches(template[template.IndexOf("\nResources:", StringComparison.Ordinal)..])
            .Select(match => (Id: match.Groups[1].Value, Type: match.Groups[2].Value)).ToArray();
        var imports = form.Where(pair => pair.Key.EndsWith(".LogicalResourceId", StringComparison.Ordinal)).Select(pair => pair.Value).ToHashSet(StringComparer.Ordinal);
        if (type == "IMPORT")
        {
            template.ShouldNotContain("\nOutputs:");
            resources.Select(resource => resource.Id).ShouldBe(imports, ignoreOrder: true);
            Regex.Count(template, "    DeletionPolicy: Retain\n").ShouldBe(imports.Count);
        }
        stack ??= Add(name, "REVIEW_IN_PROGRESS", null);
        var parameters = Members(form, "Parameters", "ParameterKey", "ParameterValue");
        var isSame = type == "UPDATE" && stack.Parameters.Count > 0 && stack.Template == template
            && parameters.All(pair => stack.Parameters.GetValueOrDefault(pair.Key) == pair.Value);
        var (status, reason) = ChangeSetFailure is { } words ? ("FAILED", words)
            : isSame ? ("FAILED", "The submitted information didn't contain changes. Submit different information to create a change set.")
            : ("CREATE_COMPLETE", null);
        var set = new FakeChangeSet(
            $"arn:aws:cloudformation:eu-central-1:{AwsDouble.Account}:changeSet/{form["ChangeSetName"]}/{++counter}", form["ChangeSetName"], name, type, template,
            parameters, isSame ? [] : resources, status, reason, stack);
        changeSets[set.Id] = set;
        return Result(form, $"<Id>{set.Id}</Id><StackId>{stack.Id}</StackId>");
    }

    private void Execute(FakeChangeSet set)
    {
        var stack = set.Stack;
        var verb = set.Type;
        stack.Description = "SESMailEngine - a stack";
        var isNew = verb == "CREATE";
        var steps = stack.Steps;
        steps.Enqueue(() => stack.Become($"{verb}_IN_PROGRESS"));
        foreach (var (id, type) in set.Resources)
        {
            var isThere = stack.Resources.ContainsKey(id);
            var word = verb == "IMPORT" ? "IMPORT" : isThere ? "UPDATE" : "CREATE";
            var physical = PhysicalId(stack.Name, id);
            var failure = Failing.GetValueOrDefault(id) ?? (word == "CREATE" ? Conflict(physical, type) : null);
            if (failure is not null)
            {
                steps.Enqueue(() => stack.Happen(id, type, $"{word}_FAILED", failure, physical));
                steps.Enqueue(() => stack.Happen("Other", "AWS::SQS::Queue", $"{word}_FAILED", "Resource creation cancelled"));
                steps.Enqueue(() => stack.Become(isNew ? "ROLLBACK_IN_PROGRESS" : $"{verb}_ROLLBACK_IN_PROGRESS"));
                steps.Enqueue(() => stack.Become(isNew ? "ROLLBACK_COMPLETE" : $"{verb}_ROLLBACK_COMPLETE"));
                return;
            }
            steps.Enqueue(() => stack.Happen(id, type, $"{word}_IN_PROGRESS", null, physical));
            steps.Enqueue(() =>
            {
                stack.Happen(id, type, $"{word}_COMPLETE", null, physical);
                stack.Resources[id] = new FakeResource(id, physical, type);
                if (type == "AWS::DynamoDB::Table") aws.Tables.Add(physical);
                if (type == "AWS::S3::Bucket" && word == "CREATE") aws.Buckets[physical] = new(StringComparer.Ordinal) { ["templates/welcome/template.html"] = 1 };
            });
        }
        steps.Enqueue(() =>
        {
            stack.Template = set.Template;
            stack.Parameters = set.Parameters;
            stack.HasOutputs = verb != "IMPORT";
            stack.Become($"{verb}_COMPLETE");
        });
    }

    private (int Status, string Body) Delete(Dictionary<string, string> form, FakeStack stack)
    {
        var kept = form.Where(pair => pair.Key.StartsWith("RetainResources.", StringComparison.Ordinal)).Select(pair => pair.Value).ToHashSet(StringComparer.Ordinal);
        if (kept.Count > 0 && stack.Status != "DELETE_FAILED") return Refused("ValidationError", "RetainResources needs DELETE_FAILED");
        if (stack.IsProtected) return Refused("ValidationError", $"Stack [{stack.Name}] cannot be deleted while TerminationProtection is enabled");
        stack.Steps.Enqueue(() => stack.Become("DELETE_IN_PROGRESS"));
        var retains = stack.Parameters.GetValueOrDefault("RetainDataOnDelete") != "false";
        stack.Steps.Enqueue(() =>
        {
            var failed = false;
            foreach (var resource in stack.Resources.Values.ToArray())
            {
                var isData = resource.Type is "AWS::DynamoDB::Table" or "AWS::S3::Bucket";
                if (kept.Contains(resource.LogicalId) || (isData && retains))
                {
                    stack.Happen(resource.LogicalId, resource.Type, "DELETE_SKIPPED", null, resource.PhysicalId);
                    stack.Resources.Remove(resource.LogicalId);
                    continue;
                }
                var reason = Undeletable.GetValueOrDefault(resource.LogicalId)
                    ?? (resource.Type == "AWS::S3::Bucket" && aws.Buckets.GetValueOrDefault(resource.PhysicalId) is { Count: > 0 }
                        ? "The bucket you tried to delete is not empty (Service: S3, Status Code: 409)" : null);
                if (reason is not null)
                {
                    failed = true;
                    resource.Status = "DELETE_FAILED";
                    stack.Happen(resource.LogicalId, resource.Type, "DELETE_FAILED", reason, resource.PhysicalId);
                    continue;
                }
                if (resource.Type == "AWS::DynamoDB::Table") aws.Tables.Remove(resource.PhysicalId);
                if (resource.Type == "AWS::S3::Bucket") aws.Buckets.Remove(resource.PhysicalId);
                stack.Happen(resource.LogicalId, resource.Type, "DELETE_COMPLETE", null, resource.PhysicalId);
                stack.Resources.Remove(resource.LogicalId);
            }
            stack.Become(failed ? "DELETE_FAILED" : "DELETE_COMPLETE", failed ? "The following resource(s) failed to delete" : null);
        });
        return Result(form, "");
    }

    private string? Conflict(string physical, string type) => type switch
    {
        "AWS::DynamoDB::Table" when aws.Tables.Contains(physical) => $"{physical} already exists",
        "AWS::S3::Bucket" when aws.Buckets.ContainsKey(physical) || aws.Foreign.Contains(physical) => $"{physical} already exists",
        _ => null,
    };

    private static string PhysicalId(string stack, string id) => id switch
    {
        "EmailTrackingTable" => $"{stack}-EmailTracking",
        "SuppressionTable" => $"{stack}-Suppression",
        "DailyStatsTable" => $"{stack}-DailyStats",
        "TemplateBucket" => $"{stack}-templates-{AwsDouble.Account}",
        _ => $"{stack}-{id}",
    };

    private FakeChangeSet? FindChangeSet(Dictionary<string, string> form) =>
        changeSets.GetValueOrDefault(form["ChangeSetName"]) ?? changeSets.Values.FirstOrDefault(set => set.Name == form["ChangeSetName"]);

    private static Dictionary<string, string> Members(Dictionary<string, string> form, string list, string key, string value)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; form.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{list}.member.{i}.{key}"), out var name); i++)
        {
            result[name] = form[string.Create(CultureInfo.InvariantCulture, $"{list}.member.{i}.{value}")];
        }
        return result;
    }

    private static (int, string) Result(Dictionary<string, string> form, string inner)
    {
        var action = form["Action"];
        return (200, $"<{action}Response xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><{action}Result>{inner}</{action}Result></{action}Response>");
    }

    private static (int, string) Missing(string name) => Refused("ValidationError", $"Stack with id {name} does not exist");

    private static (int, string) Refused(string code, string message) =>
        (400, $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{SecurityElement.Escape(message)}</Message></Error></ErrorResponse>");

    [GeneratedRegex(@"\n  (\w+):\n    Type: (AWS::\S+)")]
    private static partial Regex Resource();
}
