using SesMailEngine.Cli.Commands;
using SesMailEngine.Cli.Hosting;

namespace SesMailEngine.Cli.Tests.Hosting;

[Collection(ConsoleCollection.Name)]
public sealed class SettingSourcesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        folder.Write(SettingSources.FileName, """{"RetryDelay": 1, "FeedbackDelay": 1, "MaxSendRate": 1}""");
        using var first = new EnvironmentVariable("SESMAILENGINE_RetryDelay", "2");
        using var second = new EnvironmentVariable("SESMAILENGINE_FeedbackDelay", "2");

        var settings = SettingSources.Read(["RetryDelay=3"], folder.Path);

        (settings.Number("RetryDelay"), settings.Number("FeedbackDelay"), settings.Number("MaxSendRate"), settings.Number("Max24HourSend")).ShouldBe((3, 2, 1, 0));
    }

    [Fact]
    public void The_last_of_two_on_the_command_line_wins() =>
        SettingSources.Read(["RetryDelay=1", "retrydelay=2"], folder.Path).Number("RetryDelay").ShouldBe(2);

    [Fact]
    public void A_value_may_have_an_equals_sign_or_nothing_in_it()
    {
        var settings = SettingSources.Read(["DefaultSenderName=a=b", "AdminEmail="], folder.Path);

        (settings["DefaultSenderName"], settings["AdminEmail"]).ShouldBe(("a=b", ""));
    }

    [Fact]
    public void Without_a_file_the_defaults_hold() => SettingSources.Read([], folder.Path).Number("RetryDelay").ShouldBe(900);

    [Fact]
    public void A_file_may_have_comments_numbers_and_truth_values()
    {
        folder.Write(SettingSources.FileName, "{ // local\n\"RetryDelay\": \"5\", \"MaxSendRate\": 2.5, }");

        var settings = SettingSources.Read([], folder.Path);

        (settings.Number("RetryDelay"), settings.Number("MaxSendRate")).ShouldBe((5, 2.5));
    }

    [Fact]
    public void Every_problem_is_told_with_where_it_came_from()
    {
        var file = folder.Write(SettingSources.FileName, """{"RetryDelay": 901, "Colour": "red"}""");
        using var variable = new EnvironmentVariable("SESMAILENGINE_MaxSendRate", "fast");

        var problems = Fails(["Nosuch=1"]).Split('\n');

        problems.Length.ShouldBe(4);
        problems.ShouldContain("Unknown setting 'Nosuch' (--set).");
        problems.ShouldContain(problem => problem.StartsWith("Setting 'MaxSendRate' cannot be 'fast' (environment SESMAILENGINE_MaxSendRate)", StringComparison.Ordinal));
        problems.ShouldContain(problem => problem.StartsWith($"Setting 'RetryDelay' cannot be '901' ({file})", StringComparison.Ordinal));
        problems.ShouldContain($"Unknown setting 'Colour' ({file}).");
    }

    [Fact]
    public void A_value_that_another_overrules_is_checked_too()
    {
        using var variable = new EnvironmentVariable("SESMAILENGINE_RetryDelay", "soon");

        Fails(["RetryDelay=1"]).ShouldContain("environment SESMAILENGINE_RetryDelay");
    }

    [Theory]
    [InlineData("SESMAILENGINE_ACCESS_KEY")]
    [InlineData("SESMAILENGINE_SECRET_KEY")]
    [InlineData("SESMAILENGINE_DASHBOARD_PASSWORD")]
    public void Secrets_of_the_environment_are_no_settings(string name)
    {
        using var secret = new EnvironmentVariable(name, "x");

        SettingSources.Read([], folder.Path).IsGiven(name).ShouldBeFalse();
    }

    [Theory]
    [InlineData("[]", "must hold a JSON object of settings.")]
    [InlineData("""{"RetryDelay":[1]}""", "'RetryDelay' must be text, a number, true or false.")]
    [InlineData("{\"RetryDelay\":\n1", "is not JSON: ")]
    public void A_file_that_cannot_be_read_is_named(string content, string problem)
    {
        var file = folder.Write(SettingSources.FileName, content);

        Fails([]).ShouldStartWith(file);
        Fails([]).ShouldContain(problem);
    }

    private string Fails(string[] assignments) => Should.Throw<UsageException>(() => SettingSources.Read(assignments, folder.Path)).Message;
}
