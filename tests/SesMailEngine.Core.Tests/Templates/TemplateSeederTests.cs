using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Templates;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Templates;

public sealed class TemplateSeederTests
{
    private static readonly PortException Denied = new("denied", isTransient: false, "AccessDenied");

    private readonly FakeTemplateStore source = new();
    private readonly FakeTemplateStore destination = new();
    private readonly RecordingLog log = new();

    private static string Metadata(string? version) =>
        version is null ? """{"subject":"Hi"}""" : $$"""{"subject":"Hi","version":{{version}}}""";

    private Task<TemplateSeederResult> SeedAsync() =>
        new TemplateSeeder(source, destination, log).SeedAsync(CancellationToken.None);

    [Fact]
    public async Task What_is_missing_is_installed_whole()
    {
        source.WithTemplate("welcome", "<p>New</p>", "New", Metadata("\"1.0.0\"")).With("welcome/preview.png", "png");
        var result = await SeedAsync();
        result.Installed.ShouldBe(["welcome"]);
        destination.Text("welcome/template.html").ShouldBe("<p>New</p>");
        destination.Text("welcome/template.txt").ShouldBe("New");
        destination.Text("welcome/metadata.json").ShouldBe(Metadata("\"1.0.0\""));
        destination.Text("welcome/preview.png").ShouldBe("png");
    }

    [Theory]
    [InlineData("\"1.1.0\"", "\"1.0.0\"", true)]
    [InlineData("\"1.10.0\"", "\"1.9.0\"", true)]
    [InlineData("\"1.0.0\"", "\"1.0.0-rc.1\"", true)]
    [InlineData("\"1.0.0\"", null, true)]
    [InlineData("\"1.0.0\"", "\"\"", true)]
    [InlineData("\"1.0.0\"", "\"1.0.0\"", false)]
    [InlineData("\"1.0.0\"", "\"1.1.0\"", false)]
    [InlineData("\"1.0.0\"", "1.5", false)]
    [InlineData("\"2.0.0\"", "1.5", true)]
    [InlineData("\"9.0.0\"", "\"mine\"", false)]
    [InlineData(null, null, false)]
    [InlineData(null, "\"0.1.0\"", false)]
    public async Task Only_a_higher_version_replaces_what_is_there(string? starter, string? present, bool updates)
    {
        source.WithTemplate("welcome", "new", "new", Metadata(starter));
        destination.WithTemplate("welcome", "old", "old", Metadata(present));
        var result = await SeedAsync();
        result.Updated.ShouldBe(updates ? ["welcome"] : []);
        result.Skipped.ShouldBe(updates ? [] : ["welcome"]);
        destination.Text("welcome/template.html").ShouldBe(updates ? "new" : "old");
    }

    [Fact]
    public async Task Metadata_spoilt_by_hand_is_left_alone_and_told()
    {
        source.WithTemplate("welcome", "new", "new", Metadata("\"9.0.0\""));
        destination.WithTemplate("welcome", "mine", "mine", "{");
        (await SeedAsync()).Skipped.ShouldBe(["welcome"]);
        destination.Text("welcome/template.html").ShouldBe("mine");
        log.At(LogLevel.Warning).Single().TemplateName.ShouldBe("welcome");
    }

    [Fact]
    public async Task The_answer_is_the_documented_one()
    {
        source.WithTemplate("a", metadata: Metadata("\"1.0.0\"")).WithTemplate("b", metadata: Metadata("\"2.0.0\""))
            .WithTemplate("c", metadata: Metadata("\"1.0.0\""));
        destination.WithTemplate("b", metadata: Metadata("\"1.0.0\"")).WithTemplate("c", metadata: Metadata("\"1.0.0\""));
        (await SeedAsync()).ToJson().ShouldBe(
            """{"statusCode":200,"installed":["a"],"updated":["b"],"skipped":["c"],"message":"Installed 1, updated 1, skipped 1"}""");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Interrupted_work_is_completed_the_next_time(int failingWrite)
    {
        source.WithTemplate("welcome", "new", "new", Metadata("\"2.0.0\""));
        destination.WithTemplate("welcome", "old", "old", Metadata("\"1.0.0\""));
        var failing = new FailingWrites(destination, failingWrite);
        await Should.ThrowAsync<PortException>(
            () => new TemplateSeeder(source, failing, log).SeedAsync(CancellationToken.None));
        destination.Text("welcome/metadata.json").ShouldBe(Metadata("\"1.0.0\""));
        (await SeedAsync()).Updated.ShouldBe(["welcome"]);
        destination.Text("welcome/template.txt").ShouldBe("new");
        destination.Text("welcome/metadata.json").ShouldBe(Metadata("\"2.0.0\""));
    }

    [Fact]
    public async Task A_folder_without_metadata_counts_as_missing()
    {
        source.WithTemplate("welcome", "new", "new", Metadata("\"2.0.0\""));
        destination.With("welcome/template.html", "half");
        (await SeedAsync()).Installed.ShouldBe(["welcome"]);
    }

    [Fact]
    public async Task Running_it_twice_changes_nothing_more()
    {
        source.WithTemplate("welcome", metadata: Metadata("\"1.0.0\""));
        await SeedAsync();
        var writes = destination.Faults.Calls("WriteAsync");
        (await SeedAsync()).Skipped.ShouldBe(["welcome"]);
        destination.Faults.Calls("WriteAsync").ShouldBe(writes);
    }

    [Fact]
    public async Task An_empty_source_is_told()
    {
        var result = await SeedAsync();
        result.ToJson().ShouldBe(
            """{"statusCode":500,"installed":[],"updated":[],"skipped":[],"errorCode":"SEED002","message":"No starter templates found"}""");
    }

    [Theory]
    [InlineData("AccessDenied", "SEED003")]
    [InlineData("NoSuchBucket", "SEED002")]
    public async Task A_source_that_cannot_be_read_is_told(string error, string code)
    {
        source.Faults.FailAlways("ListTemplatesAsync", new PortException("no", isTransient: false, error));
        (await SeedAsync()).ErrorCode.ShouldBe(code);
    }

    [Fact]
    public async Task A_destination_that_cannot_be_written_is_told_with_what_was_done_before()
    {
        source.WithTemplate("a", metadata: Metadata("\"1.0.0\"")).WithTemplate("b", metadata: Metadata("\"1.0.0\""));
        destination.WithTemplate("a", metadata: Metadata("\"1.0.0\""));
        destination.Faults.FailAlways("WriteAsync", Denied);
        var result = await SeedAsync();
        result.ErrorCode.ShouldBe("SEED004");
        result.Message.ShouldContain("'b'");
        result.Skipped.ShouldBe(["a"]);
        log.At(LogLevel.Error).Single().ErrorCode.ShouldBe("SEED004");
    }

    [Fact]
    public void A_missing_setting_is_told()
    {
        var result = TemplateSeederResult.MissingSetting("TEMPLATE_BUCKET");
        result.ErrorCode.ShouldBe("SEED001");
        result.Message.ShouldBe("ConfigurationError: missing setting 'TEMPLATE_BUCKET'");
    }

    private sealed class FailingWrites(FakeTemplateStore inner, int failing) : ITemplateStore
    {
        private int writes;

        public Task<TemplateFile?> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken) =>
            inner.ReadAsync(path, maxBytes, cancellationToken);

        public Task<IReadOnlyList<string>> ListAsync(string templateName, CancellationToken cancellationToken) =>
            inner.ListAsync(templateName, cancellationToken);

        public Task<IReadOnlyList<string>> ListTemplatesAsync(CancellationToken cancellationToken) =>
            inner.ListTemplatesAsync(cancellationToken);

        public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            ++writes == failing ? Task.FromException(Faults.Away) : inner.WriteAsync(path, content, cancellationToken);
    }
}
