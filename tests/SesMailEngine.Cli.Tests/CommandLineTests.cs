using System.CommandLine;

namespace SesMailEngine.Cli.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class CommandLineTests
{
    public static TheoryData<string> Commands => [.. Tree(CommandLine.Build(), "").Select(entry => entry.Path)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_option_and_argument_is_described(string path)
    {
        var command = Tree(CommandLine.Build(), "").Single(entry => entry.Path == path).Command;

        command.Description.ShouldNotBeNullOrWhiteSpace();
        foreach (var option in command.Options.Where(option => !option.Hidden)) option.Description.ShouldNotBeNullOrWhiteSpace(option.Name);
        foreach (var argument in command.Arguments) argument.Description.ShouldNotBeNullOrWhiteSpace(argument.Name);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void An_option_that_takes_a_value_says_what_kind(string path)
    {
        var command = Tree(CommandLine.Build(), "").Single(entry => entry.Path == path).Command;

        foreach (var option in command.Options.Where(option => !option.Hidden && option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0))
        {
            option.HelpName.ShouldNotBeNullOrWhiteSpace(option.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_works_everywhere_and_names_everything(string path)
    {
        var command = Tree(CommandLine.Build(), "").Single(entry => entry.Path == path).Command;

        var result = await Run.CommandAsync([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        (result.ExitCode, result.Errors).ShouldBe((ExitCodes.Success, ""));
        foreach (var option in command.Options.Where(option => !option.Hidden)) result.Output.ShouldContain(option.Name);
        foreach (var argument in command.Arguments) result.Output.ShouldContain(argument.Name);
        foreach (var inner in command.Subcommands) result.Output.ShouldContain($"  {inner.Name}");
    }

    [Fact]
    public async Task Without_arguments_it_shows_where_to_start()
    {
        var result = await Run.CommandAsync();

        result.ExitCode.ShouldBe(ExitCodes.Success);
        result.Output.ShouldContain("\n  sesmailengine up\n");
        result.Output.ShouldContain("\n  sesmailengine send --to you@example.com --template welcome --data '{\"userName\":\"Ada\",\"companyName\":\"Acme\"}'\n");
    }

    [Fact]
    public async Task The_help_of_up_lists_the_settings_with_their_defaults()
    {
        var lines = (await Run.CommandAsync("up", "--help")).Output.Split('\n');

        lines.ShouldContain(line => line.StartsWith("  RetryDelay ", StringComparison.Ordinal) && line.Contains("[900]", StringComparison.Ordinal));
        lines.ShouldNotContain(line => line.Contains("EmailSenderMemory", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("send")]
    [InlineData("send", "--to", "a@b.example")]
    [InlineData("send", "--to", "a@b.example", "--template", "t", "--nosuch")]
    [InlineData("status")]
    [InlineData("status", "a", "b")]
    [InlineData("status", "a", "--output", "yaml")]
    [InlineData("status", "a", "--endpoint-url", "ftp://example.com")]
    [InlineData("template")]
    [InlineData("template", "render", "x", "--part", "footer")]
    [InlineData("up", "--port", "x")]
    [InlineData("loadtest", "--mails", "1")]
    [InlineData("loadtest", "--connections", "0")]
    [InlineData("loadtest", "--aws")]
    [InlineData("install", "--yes", "--endpoint-url", Run.Nobody)]
    [InlineData("install", "--yes", "--admin-email", "nobody", "--sender-email", "a@b.example", "--endpoint-url", Run.Nobody)]
    [InlineData("install", "--arch", "mips")]
    [InlineData("install", "--set", "Nosuch=1")]
    [InlineData("install", "--set", "LambdaCodeVersion=1")]
    [InlineData("outputs", "--endpoint-url", "ftp://example.com")]
    public async Task A_wrong_command_line_is_told_on_the_error_stream(params string[] args)
    {
        var result = await Run.CommandAsync(args);

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.Errors.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task A_wrong_option_is_told_without_the_whole_help() =>
        (await Run.CommandAsync("send", "--nosuch")).Output.ShouldNotContain("Usage:");

    [Fact]
    public async Task The_version_is_told()
    {
        var result = await Run.CommandAsync("--version");

        result.ExitCode.ShouldBe(ExitCodes.Success);
        result.Output.ShouldStartWith(typeof(CommandLine).Assembly.GetName().Version!.ToString(3));
    }

    private static IEnumerable<(string Path, Command Command)> Tree(Command command, string path) =>
        command.Subcommands.SelectMany(inner => Tree(inner, $"{path} {inner.Name}".Trim())).Prepend((path, command));
}
