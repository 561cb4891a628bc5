using SesMailEngine.Server.AwsApi.CloudFormation.Changes;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>CreateStack, UpdateStack, DeleteStack and UpdateTerminationProtection
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html).</summary>
internal sealed class StackChangeOperations(StackBook book, ChangePlanner planner, StackWork work)
{
    /// <summary>CreateStack: begins, and answers before it is done.</summary>
    public Task CreateAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown([
            .. StackInputReader.Names.Where(name => name != "UsePreviousTemplate"), "ClientRequestToken", "DisableRollback", "OnFailure", "EnableTerminationProtection"]);
        var name = StackReference.RequireName(request.Form);
        if (book.Find(name) is not null) throw CloudFormationErrors.Exists($"Stack [{name}] already exists");
        if (name != book.Names.Stack)
            throw CloudFormationErrors.Validation($"This host has one stack, {book.Names.Stack}: the engine it runs. Others cannot be made here.");
        var keeps = StackInputReader.Flag(request.Form, "DisableRollback") || request.Form["OnFailure"] switch
        {
            null or "ROLLBACK" => false,
            "DO_NOTHING" => true,
            _ => throw CloudFormationErrors.Validation("OnFailure can be ROLLBACK or DO_NOTHING on this host."),
        };
        var isProtected = StackInputReader.Flag(request.Form, "EnableTerminationProtection");
        var token = StackInputReader.Token(request.Form, "ClientRequestToken");
        var plan = Plan("CREATE", null, StackInputReader.Read(request.Form) with { KeepsFailures = keeps });
        var stack = book.Add(name, StackRecord.Begun);
        book.Change(stack.Id, one => one with { IsProtected = isProtected });
        return BeginAsync(request, stack, plan, token, cancellationToken);
    }

    /// <summary>UpdateStack: begins, and answers before it is done.</summary>
    public Task UpdateAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown([.. StackInputReader.Names, "ClientRequestToken", "DisableRollback"]);
        var name = StackReference.RequireName(request.Form);
        var stack = book.Find(name) ?? throw CloudFormationErrors.Validation($"Stack [{name}] does not exist");
        if (stack.IsMoving || !ChangeSetOperations.CanChange("UPDATE", stack)) throw CloudFormationErrors.InState(stack.Id, stack.Status, "updated");
        var token = StackInputReader.Token(request.Form, "ClientRequestToken");
        var plan = Plan("UPDATE", stack, StackInputReader.Read(request.Form) with { KeepsFailures = stack.KeepsFailures });
        return BeginAsync(request, stack, plan, token, cancellationToken);
    }

    /// <summary>DeleteStack: begins; a stack there is not is no error.</summary>
    public Task DeleteAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "ClientRequestToken", "RetainResources");
        var name = StackReference.RequireName(request.Form);
        var token = StackInputReader.Token(request.Form, "ClientRequestToken");
        var retain = request.Form.List("RetainResources.member");
        if (book.Find(name) is { IsDeleted: false } stack && stack.Status != "DELETE_IN_PROGRESS")
        {
            if (stack.IsProtected)
                throw CloudFormationErrors.Validation($"Stack [{stack.Name}] cannot be deleted while TerminationProtection is enabled");
            if (retain.Count > 0 && stack.Status != "DELETE_FAILED")
                throw CloudFormationErrors.Validation($"Invalid operation on stack [{stack.Id}]. RetainResources can only be given for a stack in DELETE_FAILED.");
            if (retain.Find(id => stack.Find(id) is null) is { } unknown) throw CloudFormationErrors.NoSuchResource(unknown, stack.Name);
            if (!book.Take(stack.Id, "DELETE_IN_PROGRESS", static _ => true)) throw CloudFormationErrors.InState(stack.Id, stack.Status, "deleted");
            work.BeginDelete(stack.Id, retain, token);
        }
        return request.WriteQueryResultAsync<int>(0, null, cancellationToken);
    }

    /// <summary>UpdateTerminationProtection.</summary>
    public Task ProtectAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "EnableTerminationProtection");
        var stack = StackReference.Require(request, book);
        if (request.Form["EnableTerminationProtection"] is null) throw CloudFormationErrors.Missing("enableTerminationProtection");
        var isProtected = StackInputReader.Flag(request.Form, "EnableTerminationProtection");
        book.Change(stack.Id, one => one with { IsProtected = isProtected });
        return request.WriteQueryResultAsync(stack.Id, static (xml, id) => xml.Element("StackId", id), cancellationToken);
    }

    private ChangePlan Plan(string kind, StackRecord? stack, StackInput input)
    {
        var (plan, failure) = planner.Plan(kind, stack, input);
        if (failure is not null) throw CloudFormationErrors.Validation(plan.Changes.Count == 0 && stack is not null ? "No updates are to be performed." : failure);
        return plan;
    }

    private Task BeginAsync(AwsRequest request, StackRecord stack, ChangePlan plan, string? token, CancellationToken cancellationToken)
    {
        if (!book.Take(stack.Id, plan.Kind + "_IN_PROGRESS", free => ChangeSetOperations.CanChange(plan.Kind, free)))
            throw CloudFormationErrors.InState(stack.Id, stack.Status, "updated");
        book.DropChangeSets(set => set.StackId == stack.Id);
        work.Begin(stack.Id, plan, token, static _ => { });
        return request.WriteQueryResultAsync(stack.Id, static (xml, id) => xml.Element("StackId", id), cancellationToken);
    }
}
