namespace SesMailEngine.Cli.Tests.Commands;

[Collection(ConsoleCollection.Name)]
public sealed class UpCommandTests
{
    [Theory]
    [InlineData("--set takes Name=Value, not 'x'.", "--set", "x")]
    [InlineData("Unknown setting 'RetryDelays' (--set). Did you mean 'RetryDelay'?", "--set", "RetryDelays=1")]
    [InlineData("Setting 'RetryDelay' cannot be '901' (--set)", "--set", "RetryDelay=901")]
    [InlineData("--stack takes up to 64 letters", "--stack", "1x")]
    [InlineData("--stack takes up to 64 letters", "--stack", "a_b")]
    [InlineData("--account takes 12 digits, not '12'.", "--account", "12")]
    [InlineData("--region takes a region's name", "--region", "Europe")]
    [InlineData("--listen takes an IP address", "--listen", "example.com")]
    [InlineData("An access key needs both its id and its secret", "--access-key", "abc")]
    public async Task What_it_cannot_start_with_is_told_in_one_line(string message, params string[] args)
    {
        using var folder = new TemporaryFolder();

        var result = await Run.CommandAsync(["up", "--data", folder.Path, .. args]);

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.Errors.ShouldStartWith(message);
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_but_this_machine_is_served_without_a_key()
    {
        using var folder = new TemporaryFolder();

        (await Run.CommandAsync("up", "--data", folder.Path, "--listen", "0.0.0.0")).ExitCode.ShouldBe(ExitCodes.Usage);
    }
}
