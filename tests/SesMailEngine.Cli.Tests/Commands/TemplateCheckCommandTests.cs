namespace SesMailEngine.Cli.Tests.Commands;

[Collection(ConsoleCollection.Name)]
public sealed class TemplateCheckCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_template_that_is_well_is_exit_code_0()
    {
        var path = folder.Template("t");

        var result = await CheckAsync(path);

        (result.ExitCode, result.Errors).ShouldBe((ExitCodes.Success, ""));
        result.Output.Split('\n').Select(line => line.TrimEnd()).ShouldBe(
        [
            $"t ({path})", "  subject  Hi Maya", "  size     HTML 17 bytes (Gmail shows 102,400), text 10 bytes", "  result   nothing is wrong", "",
        ]);
    }

    [Fact]
    public async Task An_error_is_exit_code_1_and_shown_with_carets()
    {
        var result = await CheckAsync(folder.Template("t", html: "ok\n{% if %}x{% endif %}"));

        result.ExitCode.ShouldBe(ExitCodes.Negative);
        result.Output.ShouldStartWith("error  template.html:2:7  TMPL009\n");
        result.Output.ShouldContain("    2 | {% if %}x{% endif %}\n      |       ^^\n");
        result.Output.TrimEnd().ShouldEndWith("result   1 error");
    }

    [Fact]
    public async Task Warnings_alone_are_exit_code_0()
    {
        var result = await CheckAsync(folder.Template("t", html: "<p>Hello {{ name }}<img src='https://example.com/a.png'></p>"));

        result.ExitCode.ShouldBe(ExitCodes.Success);
        result.Output.ShouldContain("1 warning");
    }

    [Fact]
    public async Task Findings_are_json_for_a_program()
    {
        var json = (await CheckAsync(folder.Template("t", html: "{{ nosuch }}"), "--output", "json")).Json();

        (json.GetProperty("template").GetString(), json.GetProperty("errors").GetInt32(), json.GetProperty("warnings").GetInt32()).ShouldBe(("t", 1, 1));
        var error = json.GetProperty("findings")[0];
        (error.GetProperty("severity").GetString(), error.GetProperty("file").GetString(), error.GetProperty("line").GetInt32(), error.GetProperty("errorCode").GetString())
            .ShouldBe(("error", "template.html", 1, "TMPL007"));
        error.GetProperty("fix").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Neighbours_of_the_folder_can_be_included()
    {
        folder.Write("_parts/foot.html", "<p>{{ name }}</p>");

        (await CheckAsync(folder.Template("t", html: "{% include '_parts/foot.html' %}"))).Output.ShouldContain("nothing is wrong");
    }

    [Fact]
    public async Task Data_of_ones_own_wins()
    {
        var data = folder.Write("data.json", """{"name":"\n"}""");

        var result = await CheckAsync(folder.Template("t"), "--data", data);

        result.ExitCode.ShouldBe(ExitCodes.Success);
        (await CheckAsync(folder.Template("t", metadata: """{"subject":"a {{ name }} b","requiredVariables":["name"]}"""), "--data", data)).Output
            .ShouldContain("The subject has a line break or control character in it.");
    }

    [Fact]
    public async Task Without_a_host_a_name_is_a_starters()
    {
        using var url = new EnvironmentVariable("AWS_ENDPOINT_URL", null);

        var result = await Run.CommandAsync("template", "check", "welcome");

        // On a machine where a host runs on the default port it answers instead.
        result.ExitCode.ShouldBe(ExitCodes.Success);
        if (result.Errors.Length > 0) result.Errors.ShouldBe("No host answers at http://127.0.0.1:4566; this is the starter template 'welcome'.\n");
    }

    [Theory]
    [InlineData("./nosuch", "There is no folder './nosuch'.")]
    [InlineData("../a b", "There is no folder '../a b'.")]
    public async Task A_folder_that_is_not_there_is_a_usage_error(string path, string message)
    {
        var result = await Run.CommandAsync("template", "check", path);

        (result.ExitCode, result.Errors.Trim()).ShouldBe((ExitCodes.Usage, message));
    }

    [Fact]
    public async Task A_host_that_is_named_has_to_answer() =>
        (await Run.CommandAsync("template", "check", "welcome", "--endpoint-url", Run.Nobody)).ExitCode.ShouldBe(ExitCodes.Unavailable);

    private static Task<CommandResult> CheckAsync(string path, params string[] more) => Run.CommandAsync(["template", "check", path, .. more]);
}
