using SesMailEngine.Server.AwsApi.CloudFormation.Changes;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>CreateChangeSet, DescribeChangeSet, ListChangeSets, ExecuteChangeSet and DeleteChangeSet
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html).</summary>
internal sealed class ChangeSetOperations(StackBook book, ChangePlanner planner, StackWork work)
{
    private const int PageSize = 100;

    /// <summary>CreateChangeSet: what would be done. A set of type CREATE begins its stack.</summary>
    public Task CreateAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown([
            .. StackInputReader.Names, "ChangeSetName", "ChangeSetType", "ClientToken", "Description", "ResourcesToImport", "IncludeNestedStacks", "OnStackFailure"]);
        if (StackInputReader.Flag(request.Form, "IncludeNestedStacks")) throw CloudFormationErrors.Validation("This host has no nested stacks.");
        var name = ChangeSetName(request.Form);
        var kind = request.Form["ChangeSetType"] ?? "UPDATE";
        if (kind is not ("CREATE" or "UPDATE" or "IMPORT"))
            throw CloudFormationErrors.Constraint($"'{kind[..Math.Min(kind.Length, 40)]}'", "changeSetType", "Member must satisfy enum value set: [CREATE, UPDATE, IMPORT]");
        var input = StackInputReader.Read(request.Form) with { KeepsFailures = KeepsFailures(request.Form["OnStackFailure"]) };
        var stackName = StackReference.RequireName(request.Form);
        var stack = book.Find(stackName);
        var token = StackInputReader.Token(request.Form, "ClientToken");
        if (stack is not null && book.FindChangeSet(name, stack.Id) is { Execution: not "EXECUTE_COMPLETE" } there)
        {
            if (token is not null && there.Token == token) return WriteIdsAsync(request, there, cancellationToken);
            throw CloudFormationErrors.Exists($"ChangeSet {name} cannot be created due to a mismatch with existing attribute: it already exists.");
        }
        Check(kind, stackName, stack);

        var (plan, failure) = planner.Plan(kind, stack is { IsBegun: true } ? null : stack, input);
        stack ??= book.Add(stackName, StackRecord.Begun);
        var set = new ChangeSet(book.ChangeSetId(name), name, stack.Id, plan, book.Now)
        {
            Description = request.Form["Description"],
            Failure = failure,
            Execution = failure is null ? "AVAILABLE" : "UNAVAILABLE",
            Token = token,
        };
        book.DropChangeSets(old => old.StackId == stack.Id && old.Name == name);
        if (!book.Add(set)) throw new AwsException("LimitExceededException", "The stack has as many change sets as it may have: delete some.");
        return WriteIdsAsync(request, set, cancellationToken);
    }

    /// <summary>DescribeChangeSet.</summary>
    public Task DescribeAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("ChangeSetName", "StackName", "NextToken", "IncludePropertyValues");
        if (StackInputReader.Flag(request.Form, "IncludePropertyValues")) throw CloudFormationErrors.Validation("This host shows no values of properties in change sets.");
        var set = Find(request, book, ChangeSetReference(request.Form));
        var page = Paging.Cut(set.Plan.Changes, change => change.LogicalId, request.Form["NextToken"], PageSize) ?? throw CloudFormationErrors.InvalidToken();
        return request.WriteQueryResultAsync(
            (set, page, Stack: book.Find(set.StackId)!, request.Endpoint),
            static (xml, s) =>
            {
                WriteHead(xml, s.set, s.Stack)
                    .List("Parameters", s.set.Plan.Parameters, static (xml, one) => xml.Element("ParameterKey", one.Key).Element("ParameterValue", one.Value))
                    .Start("NotificationARNs").End()
                    .Start("RollbackConfiguration").End()
                    .List("Capabilities", s.set.Plan.Capabilities, static (xml, one) => xml.Text(one))
                    .List("Tags", s.set.Plan.Tags, static (xml, one) => xml.Element("Key", one.Key).Element("Value", one.Value))
                    .List("Changes", s.set.Failure is null ? s.page.Items : [], (xml, change) => WriteChange(xml, change, s.Endpoint))
                    .Element("NextToken", s.page.Next);
            },
            cancellationToken);
    }

    /// <summary>ListChangeSets.</summary>
    public Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "NextToken");
        var stack = StackReference.Require(request, book);
        var page = Paging.Cut(book.ChangeSetsOf(stack.Id), set => set.Id, request.Form["NextToken"], PageSize) ?? throw CloudFormationErrors.InvalidToken();
        return request.WriteQueryResultAsync(
            (page, stack),
            static (xml, s) => xml
                .List("Summaries", s.page.Items, (xml, set) => WriteHead(xml, set, s.stack))
                .Element("NextToken", s.page.Next),
            cancellationToken);
    }

    /// <summary>ExecuteChangeSet: begins, and answers before it is done.</summary>
    public Task ExecuteAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("ChangeSetName", "StackName", "ClientRequestToken", "DisableRollback", "RetainExceptOnCreate");
        if (StackInputReader.Flag(request.Form, "RetainExceptOnCreate")) throw CloudFormationErrors.Validation("RetainExceptOnCreate is not supported by this host: name it in the template's DeletionPolicy.");
        var set = Find(request, book, ChangeSetReference(request.Form));
        var token = StackInputReader.Token(request.Form, "ClientRequestToken");
        // The answer to the first try was lost.
        if (token is not null && set.ExecutionToken == token) return request.WriteQueryResultAsync(0, static (_, _) => { }, cancellationToken);
        if (set.Execution != "AVAILABLE")
            throw new AwsException("InvalidChangeSetStatus", $"ChangeSet [{set.Id}] cannot be executed in its current status of [{(set.Failure is null ? set.Execution : "FAILED")}]");
        var plan = StackInputReader.Flag(request.Form, "DisableRollback") ? set.Plan with { KeepsFailures = true } : set.Plan;
        var stack = book.Find(set.StackId)!;
        if (!book.Take(set.StackId, plan.Kind + "_IN_PROGRESS", free => free.Status == stack.Status && CanChange(plan.Kind, free)))
            throw CloudFormationErrors.InState(stack.Id, stack.Status, "updated");
        book.Replace(set with { Execution = "EXECUTE_IN_PROGRESS", ExecutionToken = token });
        // Others were worked out for a stack that is now another.
        book.DropChangeSets(other => other.StackId == set.StackId && other.Id != set.Id);
        work.Begin(set.StackId, plan, token, isDone =>
            book.Replace(set with { Execution = isDone ? "EXECUTE_COMPLETE" : "EXECUTE_FAILED", ExecutionToken = token }));
        return request.WriteQueryResultAsync(0, static (_, _) => { }, cancellationToken);
    }

    /// <summary>DeleteChangeSet: dropping one that is not there is no error as long as its stack is.</summary>
    public Task DeleteAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("ChangeSetName", "StackName");
        var name = ChangeSetReference(request.Form);
        var stack = StackReference.Of(request.Form) is null ? null : StackReference.Require(request, book);
        if (book.FindChangeSet(name, stack?.Id) is { } set)
        {
            if (set.Execution == "EXECUTE_IN_PROGRESS")
                throw new AwsException("InvalidChangeSetStatus", $"ChangeSet [{set.Id}] cannot be deleted in its current status of [{set.Execution}]");
            book.DropChangeSets(one => one.Id == set.Id);
        }
        return request.WriteQueryResultAsync(0, static (_, _) => { }, cancellationToken);
    }

    /// <summary>The change set a request names; one there is not is refused.</summary>
    public static ChangeSet Find(AwsRequest request, StackBook book, string name)
    {
        var isArn = name.StartsWith("arn:", StringComparison.Ordinal);
        if (!isArn && StackReference.Of(request.Form) is null)
            throw CloudFormationErrors.Validation("StackName must be specified if ChangeSetName is not specified as an ARN.");
        var stack = StackReference.Of(request.Form) is { } stackName
            ? book.Find(stackName) ?? (isArn ? null : throw CloudFormationErrors.Validation($"Stack [{stackName}] does not exist")) : null;
        return book.FindChangeSet(name, stack?.Id) ?? throw CloudFormationErrors.NoSuchChangeSet(name);
    }

    /// <summary>True when a stack can be changed in this way as it is.</summary>
    public static bool CanChange(string kind, StackRecord stack) => kind switch
    {
        "CREATE" => stack.IsBegun,
        "IMPORT" => stack.IsBegun || IsWhole(stack),
        _ => IsWhole(stack),
    };

    private void Check(string kind, string stackName, StackRecord? stack)
    {
        if (stack is null)
        {
            if (kind == "UPDATE") throw CloudFormationErrors.Validation($"Stack [{stackName}] does not exist");
            if (stackName != book.Names.Stack)
            {
                throw CloudFormationErrors.Validation(
                    $"This host has one stack, {book.Names.Stack}: the engine it runs. Others cannot be made here.");
            }
            return;
        }
        if (kind == "CREATE" && !stack.IsBegun) throw CloudFormationErrors.Exists($"Stack [{stackName}] already exists and cannot be created again with the changeSet [{kind}].");
        if (stack.IsMoving || !CanChange(kind, stack)) throw CloudFormationErrors.InState(stack.Id, stack.Status, "updated");
    }

    private static bool IsWhole(StackRecord stack) =>
        stack.Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "IMPORT_COMPLETE" or "UPDATE_ROLLBACK_COMPLETE" or "IMPORT_ROLLBACK_COMPLETE";

    private static bool KeepsFailures(string? choice) => choice switch
    {
        null or "ROLLBACK" => false,
        "DO_NOTHING" => true,
        "DELETE" => throw CloudFormationErrors.Validation("OnStackFailure DELETE is not supported by this host."),
        _ => throw CloudFormationErrors.Constraint($"'{choice[..Math.Min(choice.Length, 40)]}'", "onStackFailure", "Member must satisfy enum value set: [DO_NOTHING, ROLLBACK, DELETE]"),
    };

    private static string ChangeSetReference(FormParameters form) => form["ChangeSetName"] switch
    {
        null => throw CloudFormationErrors.Missing("changeSetName"),
        { Length: >= 1 and <= 1600 } name => name,
        _ => throw CloudFormationErrors.Constraint("of its length", "changeSetName", "Member must have a length between 1 and 1600"),
    };

    private static string ChangeSetName(FormParameters form)
    {
        var name = form["ChangeSetName"] ?? throw CloudFormationErrors.Missing("changeSetName");
        return name.Length is >= 1 and <= 128 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? name : throw CloudFormationErrors.Constraint("given", "changeSetName", "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
    }

    private static Task WriteIdsAsync(AwsRequest request, ChangeSet set, CancellationToken cancellationToken) => request.WriteQueryResultAsync(
        set, static (xml, set) => xml.Element("Id", set.Id).Element("StackId", set.StackId), cancellationToken);

    private static XmlOutput WriteHead(XmlOutput xml, ChangeSet set, StackRecord stack) => xml
        .Element("ChangeSetName", set.Name)
        .Element("ChangeSetId", set.Id)
        .Element("StackId", stack.Id)
        .Element("StackName", stack.Name)
        .Element("Description", set.Description)
        .Time("CreationTime", set.CreatedAt)
        .Element("ExecutionStatus", set.Execution)
        .Element("Status", set.Failure is null ? "CREATE_COMPLETE" : "FAILED")
        .Element("StatusReason", set.Failure)
        .Element("IncludeNestedStacks", false);

    private static void WriteChange(XmlOutput xml, PlannedChange change, string endpoint)
    {
        xml.Element("Type", "Resource").Start("ResourceChange")
            .Element("Action", change.Action)
            .Element("LogicalResourceId", change.LogicalId)
            .Element("PhysicalResourceId", change.PhysicalId is { } id ? StackResource.PhysicalIdAt(change.Type, id, endpoint) : null)
            .Element("ResourceType", change.Type);
        if (change.Action == "Modify")
        {
            // Names and keys follow from the stack's name, so nothing is ever made anew.
            xml.Element("Replacement", "False");
            var isPolicy = change.Properties.Contains("DeletionPolicy");
            var isProperty = change.Properties.Any(name => name != "DeletionPolicy");
            xml.List("Scope", (string[])[.. isProperty ? ["Properties"] : (string[])[], .. isPolicy ? ["DeletionPolicy"] : (string[])[]], static (xml, one) => xml.Text(one))
                .List("Details", change.Properties, static (xml, name) =>
                {
                    xml.Start("Target").Element("Attribute", name == "DeletionPolicy" ? name : "Properties");
                    if (name != "DeletionPolicy") xml.Element("Name", name).Element("RequiresRecreation", "Never");
                    xml.End().Element("Evaluation", "Static").Element("ChangeSource", "DirectModification");
                });
        }
        else
        {
            xml.Start("Scope").End().Start("Details").End();
        }
        xml.End();
    }
}
