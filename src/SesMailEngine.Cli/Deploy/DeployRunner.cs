using SesMailEngine.Aws.Deploy;
using SesMailEngine.Cli.Commands;
using SesMailEngine.Cli.Output;
using Spectre.Console;

namespace SesMailEngine.Cli.Deploy;

// Runs a deployment to its exit code: failures with their fix, an interruption with what is true now.
internal static class DeployRunner
{
    // The process has two seconds after Ctrl-C.
    private static readonly TimeSpan Cleanup = TimeSpan.FromSeconds(1.5);

    public static async Task<int> RunAsync(DeploySession session, string command, Func<CancellationToken, Task<int>> body, CancellationToken cancellationToken)
    {
        if (session.Log.Problem is { } problem) session.Console.Note($"There will be no log: {problem}");
        try
        {
            await session.HideSecretsAsync();
            session.Log.Write("info", $"begin {command}", ("region", session.Target.Region), ("endpoint", session.Target.EndpointUrl?.AbsoluteUri));
            var code = await body(cancellationToken);
            session.Log.Write("info", $"end {command}", ("exitCode", $"{code}"));
            return code;
        }
        catch (UsageException exception)
        {
            session.Log.Write("error", exception.Message);
            return CommandRunner.Usage(exception.Message);
        }
        catch (Exception exception) when (
            cancellationToken.IsCancellationRequested && (exception is OperationCanceledException || FailureReading.Read(exception, session.Target) is not null))
        {
            await InterruptedAsync(session);
            return ExitCodes.Interrupted;
        }
        catch (Exception exception) when (FailureReading.Read(exception, session.Target) is { } failure)
        {
            session.Console.Failed(failure);
            if (session.Standing.Length > 0) Terminal.Errors.MarkupLineInterpolated($"[grey]{session.Standing}[/]");
            if (session.Log.Problem is null) Terminal.Errors.MarkupLineInterpolated($"[grey]The log is {session.Log.Path}[/]");
            return ExitCodes.Of(failure.Failure);
        }
    }

    private static async Task InterruptedAsync(DeploySession session)
    {
        var standing = session.Standing;
        if (session.Prepared is { } prepared)
        {
            using var soon = new CancellationTokenSource(Cleanup);
            try
            {
                await session.Stacks.DeleteChangeSetAsync(prepared.ChangeSetId, prepared.StackId, soon.Token);
                standing += " The prepared change set was dropped.";
            }
            catch (Exception exception) when (exception is OperationCanceledException || FailureReading.Read(exception, session.Target) is not null)
            {
                standing += " A prepared change set is left; the next run drops it.";
            }
        }
        Terminal.Errors.MarkupLineInterpolated($"[yellow bold]Interrupted.[/] {standing}");
        session.Log.Write("warning", "interrupted", ("standing", standing));
    }
}
