namespace SesMailEngine.Cli.Tests.Commands;

[Collection(ConsoleCollection.Name)]
public sealed class SeedCommandTests : IAsyncLifetime
{
    private const string Invoke = "POST /2015-03-31/functions/mine-TemplateSeeder/invocations";

    private FakeEndpoint endpoint = null!;

    public async ValueTask InitializeAsync() => endpoint = await FakeEndpoint.StartAsync();

    public ValueTask DisposeAsync() => endpoint.DisposeAsync();

    [Fact]
    public async Task What_the_seeder_did_is_told()
    {
        endpoint.With(Invoke, """{"statusCode":200,"installed":["a"],"updated":["b"],"skipped":[],"message":"Done"}""");

        var result = await Run.CommandAsync("seed", "--stack", "mine", "--endpoint-url", endpoint.Url);

        (result.ExitCode, result.Output).ShouldBe((ExitCodes.Success, "  installed a\n  updated   b\nDone\n"));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task A_seeder_that_had_to_stop_is_exit_code_1(string output)
    {
        endpoint.With(Invoke, """{"statusCode":500,"errorCode":"SEED004","message":"No access"}""");

        var result = await Run.CommandAsync("seed", "--stack", "mine", "--endpoint-url", endpoint.Url, "--output", output);

        result.ExitCode.ShouldBe(ExitCodes.Negative);
        result.Output.ShouldContain("No access");
    }
}
