namespace SesMailEngine.Cli.Tests.Commands;

[Collection(ConsoleCollection.Name)]
public sealed class TemplateRenderCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("html", "<p>Hello Maya</p>")]
    [InlineData("text", "Hello Maya")]
    [InlineData("subject", "Hi Maya\n")]
    public async Task One_part_comes_as_it_is(string part, string expected)
    {
        var result = await RenderAsync(folder.Template("t"), "--part", part);

        (result.ExitCode, result.Output.TrimEnd('\n'), result.Errors).ShouldBe((ExitCodes.Success, expected.TrimEnd('\n'), ""));
    }

    [Fact]
    public async Task All_parts_are_printed_one_below_the_other()
    {
        var lines = (await RenderAsync(folder.Template("t"))).Output.Split('\n').Select(line => line.TrimEnd());

        lines.ShouldBe(["subject     Hi Maya", "", "text 10 bytes", "Hello Maya", "", "HTML 17 bytes", "<p>Hello Maya</p>", ""]);
    }

    [Theory]
    [InlineData("""{"name":"<Ada>"}""")]
    [InlineData("-")]
    [InlineData("FILE")]
    public async Task Data_is_json_a_file_or_standard_input(string data)
    {
        var file = folder.Write("data.json", """{"name":"<Ada>"}""");
        string[] args = ["template", "render", folder.Template("t"), "--data", data == "FILE" ? file : data, "--output", "json"];

        var json = (await Run.WithInputAsync("""{"name":"<Ada>"}""", args)).Json();

        (json.GetProperty("html").GetString(), json.GetProperty("text").GetString()).ShouldBe(("<p>Hello &lt;Ada&gt;</p>", "Hello <Ada>"));
    }

    [Fact]
    public async Task Parts_are_written_into_a_folder()
    {
        var into = Path.Combine(folder.Path, "made", "here");

        var result = await RenderAsync(folder.Template("t"), "--out", into);

        result.Output.Split('\n').Length.ShouldBe(4);
        Directory.EnumerateFiles(into).Select(Path.GetFileName).Order().ShouldBe(["message.html", "message.txt", "subject.txt"]);
        (await File.ReadAllTextAsync(Path.Combine(into, "message.html"), TestContext.Current.CancellationToken)).ShouldBe("<p>Hello Maya</p>");
    }

    [Fact]
    public async Task Only_the_part_that_is_wanted_is_written()
    {
        var into = Path.Combine(folder.Path, "made");

        var json = (await RenderAsync(folder.Template("t"), "--out", into, "--part", "text", "--output", "json")).Json();

        json.GetProperty("files")[0].GetString().ShouldBe(Path.Combine(into, "message.txt"));
        Directory.EnumerateFiles(into).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_is_exit_code_1_with_the_place_on_the_error_stream()
    {
        var result = await RenderAsync(folder.Template("t", text: "a\n{{ 1 / 0 }}"));

        (result.ExitCode, result.Output).ShouldBe((ExitCodes.Negative, ""));
        result.Errors.ShouldContain("Failed to render template 't': Rendering error: division by zero (template.txt, line 2)  TMPL011\n");
        result.Errors.ShouldContain("    2 | {{ 1 / 0 }}\n      |    ^^^^^\n");
        result.Errors.ShouldContain("\nFix: ");
    }

    [Fact]
    public async Task All_syntax_errors_are_shown()
    {
        var result = await RenderAsync(folder.Template("t", html: "{% if %}{% endif %}\n{{ ) }}"));

        result.Errors.ShouldContain("line 1, column 7");
        result.Errors.ShouldContain("line 2, column 4");
    }

    [Fact]
    public async Task A_failure_is_json_for_a_program()
    {
        var result = await RenderAsync(folder.Template("t", metadata: """{"subject":"s","requiredVariables":["name"]}"""), "--output", "json");

        result.ExitCode.ShouldBe(ExitCodes.Negative);
        (result.Json().GetProperty("errorCode").GetString(), result.Json().GetProperty("fix").GetString())
            .ShouldBe(("TMPL006", "Give data with --data, or add sampleData to metadata.json."));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_usage_error()
    {
        var file = folder.Write("file", "");

        var result = await RenderAsync(folder.Template("t"), "--out", Path.Combine(file, "x"));

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.Errors.ShouldStartWith("--out: ");
    }

    private static Task<CommandResult> RenderAsync(string path, params string[] more) => Run.CommandAsync(["template", "render", path, .. more]);
}
