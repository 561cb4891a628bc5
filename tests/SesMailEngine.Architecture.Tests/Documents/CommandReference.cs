using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;
using SesMailEngine.Cli;

namespace SesMailEngine.Architecture.Tests.Documents;

/// <summary>docs/CLI.md, made from the commands themselves.</summary>
internal static class CommandReference
{
    private static readonly string[] OfEveryStack = ["--endpoint-url", "--aws", "--region", "--profile", "--stack", "--output"];

    private static readonly (int Code, string Meaning)[] Codes =
    [
        (ExitCodes.Success, "it worked"),
        (ExitCodes.Negative, "it worked, and the answer is bad: the mail failed, nothing was found, an alarm is on, something differs, dead letters are there"),
        (ExitCodes.Usage, "the command line, a setting or a file is wrong; one line says what"),
        (ExitCodes.Unavailable, "nothing answers at the endpoint, or it answered with an error"),
        (ExitCodes.Interrupted, "Ctrl-C; commands that go on until then (`up`, `watch`, `emails --follow`) end with 0"),
    ];

    /// <summary>The page.</summary>
    public static string Write()
    {
        var root = CommandLine.Build();
        var text = new StringBuilder("""
            # The command

            Every command and option of `sesmailengine`. This page is generated; a test holds it against the code.

            Commands that look at a stack talk to the local host (`http://127.0.0.1:4566`, or `AWS_ENDPOINT_URL`) unless told otherwise:

            | option | what it does |
            | --- | --- |

            """);
        var common = root.Subcommands.First(command => command.Name == "emails").Options;
        foreach (var name in OfEveryStack) Row(text, common.First(option => option.Name == name));
        text.Append("""

            With `--output json` an answer is one JSON document on standard output, and nothing else; commands that go on (`emails --follow`,
            `watch`) write one JSON object a line. Names and meanings of members stay; new ones may be added. Problems go to standard error.

            ## Exit codes

            | code | meaning |
            | --- | --- |

            """);
        foreach (var (code, meaning) in Codes) text.Append(CultureInfo.InvariantCulture, $"| {code} | {meaning} |\n");
        text.Append("\nThe codes 10 to 18 are those of the installer: see [SETUP](SETUP.md#when-it-fails).\n\n## Completion\n\n```bash\n");
        text.Append("sesmailengine completion bash > ~/.local/share/bash-completion/completions/sesmailengine\n```\n");
        foreach (var command in root.Subcommands.OrderBy(command => command.Name, StringComparer.Ordinal)) Write(text, command, "sesmailengine");
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Write(StringBuilder text, Command command, string path)
    {
        path = $"{path} {command.Name}";
        var arguments = string.Concat(command.Arguments.Select(argument => $" <{argument.Name}>"));
        text.Append(CultureInfo.InvariantCulture, $"\n{(path.Count(c => c == ' ') == 1 ? "##" : "###")} {path}\n\n`{path}{arguments}`\n\n{command.Description}\n");
        if (command.Aliases.Count > 0) text.Append(CultureInfo.InvariantCulture, $"\nAlso: {string.Join(", ", command.Aliases.Select(alias => $"`{alias}`"))}\n");
        var ofStack = command.Options.Any(option => option.Name == "--aws");
        var options = command.Options.Where(option => option is not HelpOption && !option.Hidden && !(ofStack && OfEveryStack.Contains(option.Name))).ToList();
        if (options.Count > 0 || command.Arguments.Count > 0) text.Append("\n| | |\n| --- | --- |\n");
        foreach (var argument in command.Arguments) text.Append(CultureInfo.InvariantCulture, $"| `<{argument.Name}>` | {Cell(argument.Description)} |\n");
        foreach (var option in options) Row(text, option);
        foreach (var inner in command.Subcommands) Write(text, inner, path);
    }

    private static void Row(StringBuilder text, Option option)
    {
        var names = string.Join(", ", ((string[])[option.Name, .. option.Aliases]).Select(name => $"`{name}`"));
        var value = option.HelpName is { } help && option.ValueType != typeof(bool) ? $" `{Cell(help)}`" : "";
        text.Append(CultureInfo.InvariantCulture, $"| {names}{value} | {Cell(option.Description)} |\n");
    }

    private static string Cell(string? text) => (text ?? "").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
