using System.CommandLine;
using SesMailEngine.Cli.Deploy;

namespace SesMailEngine.Cli.Commands;

// sesmailengine install and upgrade: the stack in an AWS account.
internal static class InstallCommand
{
    public static Command Create() => Build(
        "install", "Install the engine into your AWS account: look first, then make the stack, seed its templates, and see a test mail delivered.",
        (session, request, cancellationToken) => new InstallFlow(session, request).RunAsync(cancellationToken));

    public static Command CreateUpgrade() => Build(
        "upgrade", "Bring an installed stack to this version's template and code, or change its parameters; shows what changes first.",
        (session, request, cancellationToken) => new UpgradeFlow(session, request).RunAsync(cancellationToken));

    private static Command Build(string name, string description, Func<DeploySession, InstallRequest, CancellationToken, Task<int>> flow)
    {
        var options = new InstallOptions();
        var command = new Command(name, description);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var template = TemplateFile.Load();
            var request = new InstallRequest(parsed.GetValue(options.Deploy.StackName)!, template, options.Given(parsed, template))
            {
                Code = parsed.GetValue(options.Code),
                CodeBucket = parsed.GetValue(options.CodeBucket),
                IsPlan = parsed.GetValue(options.Plan),
                IsYes = parsed.GetValue(options.Deploy.Yes),
                SendsTestMail = !parsed.GetValue(options.NoTest),
            };
            using var session = new DeploySession(
                options.Deploy.Target(parsed), Environment.CurrentDirectory, TimeProvider.System, new TerminalQuestions());
            return await DeployRunner.RunAsync(session, name, token => flow(session, request, token), cancellationToken);
        });
        return command;
    }
}
