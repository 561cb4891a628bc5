using System.Text.Json;

namespace SesMailEngine.Cli.Tests.Commands;

[Collection(ConsoleCollection.Name)]
public sealed class SendCommandTests : IAsyncLifetime
{
    private const string PutEvents = "AWSEvents.PutEvents";
    private const string GetItem = "DynamoDB_20120810.GetItem";

    private FakeEndpoint endpoint = null!;

    public async ValueTask InitializeAsync() => endpoint = (await FakeEndpoint.StartAsync()).With(PutEvents, """{"FailedEntryCount":0,"Entries":[{"EventId":"event-1"}]}""");

    public ValueTask DisposeAsync() => endpoint.DisposeAsync();

    [Fact]
    public async Task Every_option_becomes_a_field_of_the_request()
    {
        var result = await SendAsync(
            "--id", "id-1", "--data", """{"userName":"Ada","n":[1,2.50]}""", "--subject", "Hi {{ userName }}", "--metadata", """{"campaign":"ä"}""",
            "--reply-to", "help@example.com", "--sender-email", "me@example.com", "--sender-name", "Me", "--source", "my.app", "--stack", "mine");

        result.ExitCode.ShouldBe(ExitCodes.Success);
        var entry = Entry();
        (entry.GetProperty("Source").GetString(), entry.GetProperty("DetailType").GetString(), entry.GetProperty("EventBusName").GetString())
            .ShouldBe(("my.app", "Email Request", "mine-EmailBus"));
        using var expected = JsonDocument.Parse("""
            {
              "emailId": "id-1", "to": "ada@example.com", "templateName": "welcome", "templateData": {"userName":"Ada","n":[1,2.50]},
              "metadata": {"campaign":"ä"}, "subject": "Hi {{ userName }}", "replyTo": "help@example.com",
              "senderOverride": {"email":"me@example.com","name":"Me"}
            }
            """);
        JsonElement.DeepEquals(Detail(), expected.RootElement).ShouldBeTrue(Detail().GetRawText());
    }

    [Fact]
    public async Task What_is_not_given_is_not_sent()
    {
        await SendAsync("--id", "id-1");

        Detail().EnumerateObject().Select(property => property.Name).ShouldBe(["emailId", "to", "templateName"]);
    }

    [Fact]
    public async Task An_id_is_made_and_told_with_the_command_that_follows_the_mail()
    {
        var result = await SendAsync();

        var id = Detail().GetProperty("emailId").GetString()!;
        id.ShouldStartWith("email-");
        result.Output.ShouldBe($"Accepted as {id}\nSee what becomes of it:\n  sesmailengine status {id}\n");
    }

    [Theory]
    [InlineData("@")]
    [InlineData("")]
    public async Task Data_may_be_in_a_file(string prefix)
    {
        using var folder = new TemporaryFolder();
        await SendAsync("--data", prefix + folder.Write("data.json", """{"a":1}"""));

        Detail().GetProperty("templateData").GetRawText().ShouldBe("""{"a":1}""");
    }

    [Fact]
    public async Task Data_may_come_on_standard_input()
    {
        await Run.WithInputAsync("""{"a":2}""", Arguments("--data", "-"));

        Detail().GetProperty("templateData").GetRawText().ShouldBe("""{"a":2}""");
    }

    [Theory]
    [InlineData("--data", "[]", "--data takes a JSON object")]
    [InlineData("--metadata", "\"x\"", "--metadata takes a JSON object")]
    [InlineData("--data", "{\"a\":}", "--data is not JSON: '}' is an invalid start of a value (line 1, byte 6).")]
    [InlineData("--data", "@nosuch.json", "--data: Could not find file")]
    [InlineData("--data", "nosuch.json", "--data is not JSON")]
    public async Task Data_that_is_no_object_is_a_usage_error_and_nothing_is_sent(string option, string value, string message)
    {
        var result = await SendAsync(option, value);

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.Errors.ShouldStartWith(message);
        endpoint.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_the_bus_refuses_is_an_error()
    {
        endpoint.With(PutEvents, """{"FailedEntryCount":1,"Entries":[{"ErrorCode":"InternalFailure","ErrorMessage":"Not today."}]}""");

        var result = await SendAsync();

        (result.ExitCode, result.Errors.Trim()).ShouldBe((ExitCodes.Unavailable, "InternalFailure: Not today."));
    }

    [Fact]
    public async Task An_error_of_the_service_is_told_in_its_words()
    {
        endpoint.With(PutEvents, """{"__type":"ResourceNotFoundException","message":"Event bus x does not exist."}""", 400);

        var result = await SendAsync();

        (result.ExitCode, result.Errors.Trim()).ShouldBe((ExitCodes.Unavailable, "ResourceNotFoundException: Event bus x does not exist."));
    }

    [Theory]
    [InlineData("<html>Welcome</html>")]
    [InlineData("{}")]
    public async Task Another_program_on_the_port_is_recognised(string answer)
    {
        endpoint.With(PutEvents, answer);

        var result = await SendAsync();

        result.ExitCode.ShouldBe(ExitCodes.Unavailable);
        result.Errors.ShouldBe($"What answers at {endpoint.Url} does not speak AWS's protocols. Is another program on that port?\n");
    }

    [Fact]
    public async Task When_nobody_answers_the_way_out_is_told()
    {
        var result = await Run.CommandAsync("send", "--to", "a@b.example", "--template", "t", "--endpoint-url", Run.Nobody);

        result.ExitCode.ShouldBe(ExitCodes.Unavailable);
        result.Errors.ShouldBe($"Nothing answers at {Run.Nobody}.\nStart the local host with sesmailengine up, or name another with --endpoint-url.\n");
    }

    [Theory]
    [InlineData("delivered", 0)]
    [InlineData("bounced", 1)]
    [InlineData("failed", 1)]
    public async Task The_outcome_is_shown_and_a_bad_one_is_the_exit_code(string status, int exitCode)
    {
        endpoint.With(GetItem, $$$"""{"Item":{"emailId":{"S":"id-1"},"status":{"S":"{{{status}}}"},"toEmail":{"S":"ada@example.com"},"openCount":{"N":"2"} } }""");

        var text = await Run.CommandAsync(Arguments("--id", "id-1", "--wait", "5")[..^2]);
        text.ExitCode.ShouldBe(exitCode);
        text.Output.ShouldStartWith($"Accepted as id-1\n{status}  id-1\n");

        var json = (await Run.CommandAsync([.. Arguments("--id", "id-1", "--output", "json")[..^2], "--wait", "5"])).Json();
        (json.GetProperty("status").GetString(), json.GetProperty("openCount").GetInt32(), json.GetProperty("eventId").GetString()).ShouldBe((status, 2, "event-1"));
    }

    [Fact]
    public async Task The_region_and_the_key_of_the_environment_sign()
    {
        using var key = new EnvironmentVariable("AWS_ACCESS_KEY_ID", "KEYID");
        using var secret = new EnvironmentVariable("AWS_SECRET_ACCESS_KEY", "secret");
        using var region = new EnvironmentVariable("AWS_REGION", "eu-west-1");

        await SendAsync();

        endpoint.Requests[0].Authorization.ShouldStartWith("AWS4-HMAC-SHA256 Credential=KEYID/");
        endpoint.Requests[0].Authorization.ShouldContain("/eu-west-1/events/aws4_request");
    }

    [Fact]
    public async Task The_environment_names_the_endpoint()
    {
        using var url = new EnvironmentVariable("AWS_ENDPOINT_URL", endpoint.Url);

        (await Run.CommandAsync("send", "--to", "a@b.example", "--template", "t", "--wait", "0")).ExitCode.ShouldBe(0);
    }

    private string[] Arguments(params string[] more) =>
        ["send", "--to", "ada@example.com", "--template", "welcome", "--endpoint-url", endpoint.Url, .. more, "--wait", "0"];

    private Task<CommandResult> SendAsync(params string[] more) => Run.CommandAsync(Arguments(more));

    private JsonElement Entry() => endpoint.Calls(PutEvents).ShouldHaveSingleItem().GetProperty("Entries").EnumerateArray().ShouldHaveSingleItem();

    private JsonElement Detail()
    {
        using var detail = JsonDocument.Parse(Entry().GetProperty("Detail").GetString()!);
        return detail.RootElement.Clone();
    }
}
