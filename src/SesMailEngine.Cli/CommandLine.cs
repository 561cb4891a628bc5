using System.CommandLine;
using SesMailEngine.Cli.Commands;

namespace SesMailEngine.Cli;

/// <summary>The <c>sesmailengine</c> command: its sub-commands and what they have in common.</summary>
public static class CommandLine
{
    /// <summary>Runs the command line; gives the process's exit code (see <see cref="ExitCodes"/>).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Build().Parse(args);
        try
        {
            var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
        }
        catch (UsageException exception)
        {
            return CommandRunner.Usage(exception.Message);
        }
    }

    /// <summary>The whole tree of commands.</summary>
    public static RootCommand Build() =>
        new("One sender, many producers: the e-mail control plane in front of SES.\n\n"
            + "Start here:\n"
            + "  sesmailengine up                                  serve on http://127.0.0.1:4566\n"
            + "  sesmailengine send --to you@example.com --template welcome --data '{\"userName\":\"Ada\",\"companyName\":\"Acme\"}'\n"
            + "  sesmailengine status EMAIL-ID                     what became of it")
        {
            UpCommand.Create(),
            SendCommand.Create(),
            StatusCommand.Create(),
            SeedCommand.Create(),
            TemplateCommand.Create(),
            LoadTestCommand.Create(),
        };
}
