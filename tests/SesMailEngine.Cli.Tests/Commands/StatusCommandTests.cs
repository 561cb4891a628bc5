namespace SesMailEngine.Cli.Tests.Commands;

[Collection(ConsoleCollection.Name)]
public sealed class StatusCommandTests : IAsyncLifetime
{
    private const string GetItem = "DynamoDB_20120810.GetItem";
    private const string Query = "DynamoDB_20120810.Query";

    private FakeEndpoint endpoint = null!;

    public async ValueTask InitializeAsync() => endpoint = await FakeEndpoint.StartAsync();

    public ValueTask DisposeAsync() => endpoint.DisposeAsync();

    [Fact]
    public async Task An_unknown_id_is_exit_code_1()
    {
        var result = await StatusAsync("nosuch", "--stack", "mine");

        (result.ExitCode, result.Output, result.Errors.Trim()).ShouldBe((ExitCodes.Negative, "", "No record of 'nosuch' in mine-EmailTracking."));
    }

    [Fact]
    public async Task An_unknown_id_is_null_for_a_program() =>
        (await StatusAsync("nosuch", "--output", "json")).Json().ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

    [Fact]
    public async Task A_mail_is_shown_with_its_timeline_in_the_order_of_time()
    {
        endpoint.With(GetItem, """
            {"Item":{"emailId":{"S":"id-1"},"status":{"S":"delivered"},"toEmail":{"S":"a@b.example"},"timestamp":{"S":"2026-01-01T00:00:00.500Z"},"subject":{"S":"[Hi] ä"},"events":{"L":[
              {"M":{"type":{"S":"sent"},"timestamp":{"S":"2026-01-01T00:00:02.000Z"}}},
              {"M":{"type":{"S":"sending"},"timestamp":{"S":"2026-01-01T00:00:01.000Z"},"note":{"S":"first"}}}]}}}
            """).With(Query, """{"Items":[{"emailId":{"S":"id-1"},"status":{"S":"delivered"}},{"emailId":{"S":"id-2"},"status":{"S":"sent"}}]}""");

        var result = await StatusAsync("id-1");

        result.ExitCode.ShouldBe(ExitCodes.Success);
        result.Output.Split('\n').Select(line => line.TrimEnd()).ShouldBe(
        [
            "delivered  id-1", "  to         a@b.example", "  subject    [Hi] ä", "  requested  2026-01-01T00:00:00.500Z", "  2026-01-01T00:00:01.000Z  sending  first",
            "  2026-01-01T00:00:02.000Z  sent", "  another attempt: sent  id-2", "",
        ]);
    }

    [Fact]
    public async Task A_mail_that_failed_is_exit_code_1_and_json_for_a_program()
    {
        endpoint.With(GetItem, """{"Item":{"emailId":{"S":"id-1"},"status":{"S":"failed"},"metadata":{"M":{"a":{"L":[{"N":"1.5"},{"BOOL":true},{"NULL":true}]}}}}}""")
            .With(Query, """{"Items":[{"emailId":{"S":"id-1"},"status":{"S":"failed"}}]}""");

        var result = await StatusAsync("id-1", "--output", "json");

        result.ExitCode.ShouldBe(ExitCodes.Negative);
        result.Json().GetProperty("metadata").GetRawText().ReplaceLineEndings("").Replace(" ", "").ShouldBe("""{"a":[1.5,true,null]}""");
        result.Json().GetProperty("attempts").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task The_latest_mails_to_an_address_are_listed_whole()
    {
        var id = "email-" + new string('0', 32);
        endpoint.With(Query, $$$"""{"Items":[{"emailId":{"S":"{{{id}}}"},"status":{"S":"failed"},"timestamp":{"S":"2026-01-01T00:00:01.123Z"},"templateName":{"S":"welcome"},"errorMessage":{"S":"No."}}]}""");

        var result = await StatusAsync("Jo <JO@Example.com>");

        result.Output.Split('\n').Select(line => line.TrimEnd()).ShouldBe([$"2026-01-01T00:00:01Z  failed        {id}", "    welcome", "    No.", ""]);
        endpoint.Calls(Query).Single().GetProperty("ExpressionAttributeValues").GetRawText().ShouldContain("jo@example.com");
    }

    [Fact]
    public async Task An_address_without_mail_is_exit_code_1() =>
        (await StatusAsync("a@b.example")).ExitCode.ShouldBe(ExitCodes.Negative);

    [Fact]
    public async Task An_error_of_the_table_is_told_in_its_words()
    {
        endpoint.With(GetItem, """{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"Requested resource not found"}""", 400);

        var result = await StatusAsync("id-1");

        (result.ExitCode, result.Errors.Trim()).ShouldBe((ExitCodes.Unavailable, "DynamoDB error GetItem: ResourceNotFoundException: Requested resource not found"));
    }

    private Task<CommandResult> StatusAsync(params string[] args) => Run.CommandAsync(["status", .. args, "--endpoint-url", endpoint.Url]);
}
