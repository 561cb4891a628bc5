using System.CommandLine;
using SesMailEngine.Cli.Deploy;

namespace SesMailEngine.Cli.Commands;

// sesmailengine uninstall.
internal static class UninstallCommand
{
    public static Command Create()
    {
        var options = new DeployOptions();
        var deleteBucket = new Option<bool>("--delete-bucket") { Description = "Delete the template bucket too, with all its versions" };
        var keep = new Option<string[]>("--keep")
        {
            Description = "A resource to leave where it is when it cannot be deleted; can be given again",
            HelpName = "LOGICAL-ID",
        };
        var command = new Command("uninstall", "Delete a stack. Tables and templates stay, and a later install of the same name takes them over.");
        options.AddTo(command);
        command.Options.Add(deleteBucket);
        command.Options.Add(keep);
        command.Options.Add(options.Yes);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new UninstallRequest(
                parsed.GetValue(options.StackName)!, parsed.GetValue(deleteBucket), parsed.GetValue(keep) ?? [], parsed.GetValue(options.Yes));
            using var session = new DeploySession(options.Target(parsed), Environment.CurrentDirectory, TimeProvider.System, new TerminalQuestions());
            return await DeployRunner.RunAsync(session, "uninstall", new UninstallFlow(session, request).RunAsync, cancellationToken);
        });
        return command;
    }
}
