using System.Globalization;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Deploy;
using SesMailEngine.Cli.Commands;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Cli.Deploy;

// sesmailengine install, step by step. A run that was interrupted is taken up where CloudFormation stands.
internal sealed class InstallFlow(DeploySession session, InstallRequest request)
{
    private readonly DeployConsole console = session.Console;
    private readonly FinishFlow finish = new(session, request);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (InstallOptions.StackNameProblem(request.StackName) is { } problem) throw new UsageException(problem);
        await AskAsync(cancellationToken);
        console.Begin(request.IsPlan ? 1 : 6);
        console.Step($"Looking at the account and SES in {session.Target.Region}");
        var report = await LookAsync(cancellationToken);
        PlanView.WriteReport(console, report, request);
        if (IsDone(report))
        {
            // Interrupted after CloudFormation was done, or run twice.
            report = report with { Problems = [.. report.Problems.Where(found => found.Failure != DeployFailure.StackExists)] };
            console.Note("The stack is there, with this code and these parameters: what is left is to seed and test it.");
        }
        if (report.Problems.All(found => found.Failure != DeployFailure.StackExists)) PlanView.WriteResources(console, request, report);
        PlanView.WriteCost(console);
        if (request.IsPlan)
        {
            foreach (var found in report.Problems) console.Failed(found);
            console.Note("This was the plan. Nothing has been changed.");
            return report.Problems.Count == 0 ? ExitCodes.Success : ExitCodes.Of(report.Problems[0].Failure);
        }
        if (report.Problems.Count > 0)
        {
            foreach (var other in report.Problems.Skip(1)) console.Failed(other);
            throw report.Problems[0];
        }
        var code = CodePackage.Read(request.Code, request.ArchitectureOr(null), session.Folder);
        if (!request.IsYes && !await session.Questions.ConfirmAsync($"Install '{request.StackName}' into account {report.Account}?", cancellationToken))
        {
            console.Note("Nothing has been changed.");
            return ExitCodes.Negative;
        }

        var bucket = await finish.UploadAsync(report.Account, code, cancellationToken);
        console.Step("Preparing the stack");
        (report, var isMade) = await SettleAsync(report, cancellationToken);
        if (isMade)
        {
            console.Step("Making the stack");
            console.Note("An earlier run has made it.");
        }
        else
        {
            await MakeAsync(report, bucket, code, cancellationToken);
        }
        session.Standing = $"The stack '{request.StackName}' is there; 'sesmailengine upgrade --stack-name {request.StackName}' seeds and tests it.";
        return await finish.ProveAsync(report.Account, cancellationToken);
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, question, option) in ((string, string, string)[])
        [
            ("DefaultSenderEmail", "Who is mail sent from? (an address verified in SES)", "--sender-email"),
            ("AdminEmail", "Who gets the alarms?", "--admin-email"),
        ])
        {
            if (request.Given.ContainsKey(name)) continue;
            if (request.IsYes || !session.Questions.CanAsk) throw new UsageException($"{option} is needed.");
            request.Given[name] = (await session.Questions.AskAsync(
                question, name == "AdminEmail" ? request.Given["DefaultSenderEmail"] : null, InstallOptions.AddressProblem, cancellationToken)).Trim();
        }
        if (!request.IsYes && !request.IsPlan && !session.Questions.CanAsk)
        {
            throw new UsageException("Nobody is there to confirm. Give --yes to go ahead, or --plan to look only.");
        }
    }

    // An earlier run of the same command got as far as the stack.
    private bool IsDone(PreflightReport report) =>
        report.Stack is { Status: "CREATE_COMPLETE" or "UPDATE_COMPLETE", Outputs.Count: > 0 } stack && Preflight.IsOurs(stack) && !request.IsPlan
        && request.Given.All(pair => stack.Parameters.GetValueOrDefault(pair.Key) == pair.Value)
        && CodePackage.Read(request.Code, request.ArchitectureOr(null), session.Folder).Version == stack.Parameters.GetValueOrDefault("LambdaCodeVersion");

    private Task<PreflightReport> LookAsync(CancellationToken cancellationToken) =>
        session.Preflight.LookAsync(request.StackName, request.Given["DefaultSenderEmail"], cancellationToken);

    // What an earlier run left: a change under way is waited for, the remains of a failure are cleared away.
    private async Task<(PreflightReport Report, bool IsMade)> SettleAsync(PreflightReport report, CancellationToken cancellationToken)
    {
        var stack = report.Stack;
        if (stack is null) return (report, false);
        var changed = false;
        if (stack.IsMoving)
        {
            console.Note($"The stack is {stack.Status}: an earlier run's change is still under way, and is waited for.");
            session.Standing = $"CloudFormation goes on with '{stack.Name}' ({stack.Status}); run the same command again to wait for it.";
            await session.Watcher.WatchAsync(stack.Id, null, cancellationToken);
            stack = await session.Stacks.FindAsync(stack.Name, cancellationToken);
            changed = true;
        }
        if (stack?.Status is "ROLLBACK_COMPLETE" or "ROLLBACK_FAILED" or "CREATE_FAILED" or "IMPORT_ROLLBACK_COMPLETE" or "IMPORT_ROLLBACK_FAILED")
        {
            console.Note($"The stack is {stack.Status}: the remains of a try that failed are cleared away.");
            session.Standing = $"The remains of '{stack.Name}' are being deleted; run the same command again.";
            await session.Remover.RemoveAsync(stack, report.Account, deleteBucket: false, [], session.RunId, cancellationToken);
            stack = null;
            changed = true;
        }
        if (stack?.Status == "REVIEW_IN_PROGRESS") console.Note("An earlier run had begun to prepare it; its change set is replaced.");
        if (stack?.Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" && stack.Outputs.Count > 0) return (report with { Stack = stack }, true);
        if (!changed) return (report, false);
        report = await LookAsync(cancellationToken);
        return report.Problems.Count == 0 ? (report, false) : throw report.Problems[0];
    }

    private async Task MakeAsync(PreflightReport report, string bucket, CodePackage code, CancellationToken cancellationToken)
    {
        var parameters = new Dictionary<string, string>(request.Given, StringComparer.Ordinal)
        {
            ["LambdaCodeS3Bucket"] = bucket,
            ["LambdaCodeVersion"] = code.Version,
            ["LambdaArchitecture"] = code.Architecture.Name,
        };
        var exists = report.Stack is { } stack && stack.Status != "REVIEW_IN_PROGRESS";
        if (!exists && report.Kept.Count > 0)
        {
            await ImportAsync(report, cancellationToken);
            exists = true;
        }
        var type = exists ? ChangeSetType.Update : ChangeSetType.Create;
        var (changeSet, stackId) = await finish.PrepareAsync(
            new ChangeSetRequest(request.StackName, exists ? "sesmailengine-grow" : "sesmailengine-create", type, request.Template.Text, session.RunId)
            {
                Parameters = parameters,
                Capabilities = StackChanger.Capabilities,
            },
            cancellationToken);
        console.Note(string.Create(CultureInfo.InvariantCulture, $"{changeSet.Changes.Count} resources to make."));
        console.Step("Making the stack, two or three minutes");
        if (changeSet.IsEmpty)
        {
            await session.Changer.DropAsync(changeSet.Id, stackId, cancellationToken);
            session.Prepared = null;
            console.Note("Everything is there already.");
            return;
        }
        await finish.ExecuteAsync(changeSet, stackId, "Resources", cancellationToken);
        console.Good($"The stack '{request.StackName}' is complete.");
    }

    private async Task ImportAsync(PreflightReport report, CancellationToken cancellationToken)
    {
        console.Note($"Taking over what an earlier stack left: {string.Join(", ", report.Kept.Select(kept => kept.IdentifierValue))}.");
        var (changeSet, stackId) = await finish.PrepareAsync(
            new ChangeSetRequest(
                request.StackName, "sesmailengine-import", ChangeSetType.Import,
                request.Template.ForImport([.. report.Kept.Select(kept => kept.LogicalId)]), session.RunId)
            {
                Parameters = request.Given.Where(pair => pair.Key == "Environment").ToDictionary(StringComparer.Ordinal),
                Imports = report.Kept,
            },
            cancellationToken);
        await finish.ExecuteAsync(changeSet, stackId, "Imports", cancellationToken);
        console.Good("Taken over; the data is as it was.");
    }
}
