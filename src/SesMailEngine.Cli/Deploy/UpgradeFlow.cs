using System.Globalization;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Deploy;

namespace SesMailEngine.Cli.Deploy;

// sesmailengine upgrade: the stack that is there, with this program's template and code.
internal sealed class UpgradeFlow(DeploySession session, InstallRequest request)
{
    private readonly DeployConsole console = session.Console;
    private readonly FinishFlow finish = new(session, request);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        console.Begin(request.IsPlan ? 2 : 6);
        console.Step($"Looking at the stack '{request.StackName}' in {session.Target.Region}");
        var account = await session.Sts.GetAccountAsync(cancellationToken);
        console.Fact("account", account);
        var stack = await FindAsync(cancellationToken);
        console.Fact("stack", $"{stack.Name} is {stack.Status}");
        var parameters = Parameters(stack);
        var architecture = request.ArchitectureOr(stack.Parameters.GetValueOrDefault("LambdaArchitecture"));
        var code = CodePackage.Read(request.Code, architecture, session.Folder);
        var before = stack.Parameters.GetValueOrDefault("LambdaCodeVersion");
        console.Fact("code", before == code.Version ? $"{code.Version}, as it is" : $"{before ?? "none"} -> {code.Version}");
        // The bucket the stack has its code from, unless another is named.
        // A stack of the embedded host that nobody deployed has none.
        var current = request with
        {
            CodeBucket = request.CodeBucket ?? (stack.Parameters.GetValueOrDefault("LambdaCodeS3Bucket") is { Length: > 0 } bucket ? bucket : null),
        };
        if (!request.IsPlan) await new FinishFlow(session, current).UploadAsync(account, code, cancellationToken);

        console.Step("Working out what changes");
        parameters["LambdaCodeS3Bucket"] = current.BucketFor(account, session.Target.Region);
        parameters["LambdaCodeVersion"] = code.Version;
        parameters["LambdaArchitecture"] = architecture.Name;
        var (changeSet, stackId) = await finish.PrepareAsync(
            new ChangeSetRequest(request.StackName, "sesmailengine-upgrade", ChangeSetType.Update, request.Template.Text, session.RunId)
            {
                Parameters = parameters,
                Capabilities = StackChanger.Capabilities,
            },
            cancellationToken);
        PlanView.WriteChanges(console, changeSet.Changes);
        if (request.IsPlan)
        {
            await DropAsync(changeSet, stackId, cancellationToken);
            console.Note(changeSet.IsEmpty ? "Nothing would change." : "This was the plan. Nothing has been changed.");
            return ExitCodes.Success;
        }
        if (changeSet.IsEmpty)
        {
            await DropAsync(changeSet, stackId, cancellationToken);
            console.Step("Changing the stack");
            console.Note("Nothing to change.");
        }
        else
        {
            if (!request.IsYes && !await session.Questions.ConfirmAsync(
                string.Create(CultureInfo.InvariantCulture, $"Carry out these {changeSet.Changes.Count} changes?"), cancellationToken))
            {
                await DropAsync(changeSet, stackId, cancellationToken);
                console.Note("The stack has not been changed.");
                return ExitCodes.Negative;
            }
            console.Step("Changing the stack");
            await finish.ExecuteAsync(changeSet, stackId, "Resources", cancellationToken);
            console.Good($"The stack '{request.StackName}' is up to date.");
        }
        session.Standing = $"The stack '{request.StackName}' is up to date; it has not been seeded and tested. Run the same command again.";
        return await finish.ProveAsync(account, cancellationToken);
    }

    private async Task<StackState> FindAsync(CancellationToken cancellationToken)
    {
        var stack = await StackFinding.RequireAsync(session, request.StackName, cancellationToken);
        if (stack.IsMoving)
        {
            console.Note($"It is {stack.Status}: that change is waited for.");
            session.Standing = $"CloudFormation goes on with '{stack.Name}' ({stack.Status}). Nothing else has been changed.";
            await session.Watcher.WatchAsync(stack.Id, null, cancellationToken);
            stack = await StackFinding.RequireAsync(session, request.StackName, cancellationToken);
        }
        return stack.Status switch
        {
            "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "UPDATE_ROLLBACK_COMPLETE" or "IMPORT_COMPLETE" => stack,
            "UPDATE_ROLLBACK_FAILED" => throw new DeployException(
                DeployFailure.StackState, $"The stack '{stack.Name}' is UPDATE_ROLLBACK_FAILED: {stack.Reason}",
                $"aws cloudformation continue-update-rollback --stack-name {stack.Name}; then run this again."),
            "DELETE_FAILED" => throw new DeployException(
                DeployFailure.StackState, $"The stack '{stack.Name}' is in DELETE_FAILED.",
                $"sesmailengine uninstall --stack-name {stack.Name} finishes the deletion; then install.")
            { ErrorCode = "INST005" },
            _ => throw new DeployException(
                DeployFailure.StackState, $"The stack '{stack.Name}' is {stack.Status}: it was never whole.",
                $"sesmailengine install --stack-name {stack.Name} goes on from there."),
        };
    }

    // What the stack has, and over it what was given. A parameter the template no longer has is left out.
    private Dictionary<string, string> Parameters(StackState stack)
    {
        var parameters = stack.Parameters.Where(pair => request.Template.Parameters.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in request.Given) parameters[name] = value;
        return parameters;
    }

    private async Task DropAsync(ChangeSetState changeSet, string stackId, CancellationToken cancellationToken)
    {
        await session.Changer.DropAsync(changeSet.Id, stackId, cancellationToken);
        session.Prepared = null;
    }
}
