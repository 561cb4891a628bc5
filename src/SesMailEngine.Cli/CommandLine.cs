using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using SesMailEngine.Cli.Commands;
using SesMailEngine.Cli.Output;

namespace SesMailEngine.Cli;

/// <summary>The <c>sesmailengine</c> command: its sub-commands and what they have in common.</summary>
public static class CommandLine
{
    /// <summary>Runs the command line; gives the process's exit code (see <see cref="ExitCodes"/>).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        // A word that begins with @ is data in a file, as in --data @order.json; the library would read arguments from it.
        var configuration = new ParserConfiguration { ResponseFileTokenReplacer = null };
        var parsed = Build().Parse(args.Length == 0 ? ["--help"] : args, configuration);
        var command = parsed.CommandResult.Command;
        // A mistyped option is told in a line; whoever named half a command sees the other halves.
        if (parsed.Action is ParseErrorAction error) error.ShowHelp = command.Subcommands.Count > 0;
        try
        {
            var exitCode = await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // After Ctrl-C a command takes away what it made: over a slow line that takes longer than the two seconds usual.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(15),
            });
            return parsed.Action is ParseErrorAction ? ExitCodes.Usage : exitCode;
        }
        catch (UsageException exception)
        {
            return CommandRunner.Usage(exception.Message);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
    }

    /// <summary>The whole tree of commands.</summary>
    public static RootCommand Build()
    {
        var up = UpCommand.Create();
        var send = SendCommand.Create();
        var template = TemplateCommand.Create();
        var install = InstallCommand.Create();
        var uninstall = UninstallCommand.Create();
        var root = new RootCommand("One sender, many producers: the e-mail control plane in front of SES.")
        {
            up, send, StatusCommand.Create(), WhyCommand.Create(), DoctorCommand.Create(), StatsCommand.Create(), SeedCommand.Create(), template, DlqCommand.Create(),
            EmailsCommand.Create(), SuppressionCommand.Create(), AlarmsCommand.Create(), LogsCommand.Create(), WatchCommand.Create(),
            CompletionCommand.Create(), LoadTestCommand.Create(),
            ChaosCommand.Create(), PackageCommand.Create(),
            install, InstallCommand.CreateUpgrade(), uninstall, OutputsCommand.Create(),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new NotedHelpAction((HelpAction)help.Action!, new Dictionary<Command, Action>
        {
            [root] = HelpNotes.StartHere,
            [up] = HelpNotes.Settings,
            [send] = HelpNotes.Recipients,
            [install] = HelpNotes.Deployment,
            [uninstall] = HelpNotes.Deployment,
            [template] = () => HelpNotes.Examples(
                "sesmailengine template check ./order-ready",
                "sesmailengine template render welcome --part html > welcome.html"),
        });
        return root;
    }
}
