using System.Net;
using Amazon.Runtime;
using Amazon.SQS;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.Cli.Tests.Commands;

// Against the whole embedded host: three letters about requests, one unreadable piece of feedback.
[Collection(ConsoleCollection.Name)]
public sealed class DlqCommandTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private EmbeddedHost host = null!;
    private AmazonSQSClient sqs = null!;

    public async ValueTask InitializeAsync()
    {
        host = await EmbeddedHost.StartAsync(
            new EmbeddedHostOptions
            {
                DataFolder = folder.Path,
                Settings = SettingsCatalogue.Read([[new SettingValue("FeedbackDelay", "0.02", "test")]], out _),
                Endpoint = new AwsEndpointOptions
                {
                    Names = new ResourceNames("sesmailengine", "000000000000", "us-east-1"),
                    Address = IPAddress.Loopback,
                    Port = 0,
                },
            },
            TimeProvider.System, TestContext.Current.CancellationToken);
        sqs = new AmazonSQSClient(
            new BasicAWSCredentials("x", "x"), new AmazonSQSConfig { ServiceURL = host.Address.ToString(), AuthenticationRegion = "us-east-1" });
        foreach (var id in (string[])["one", "two", "three"]) await PutAsync("sesmailengine-EventBridgeDLQ", Letter(id));
        await PutAsync("sesmailengine-FeedbackDLQ", "garbage");
    }

    public async ValueTask DisposeAsync()
    {
        sqs.Dispose();
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_list_counts_by_error_and_is_exit_code_1_while_there_are_letters()
    {
        var text = await RunAsync("list");
        (text.ExitCode, text.Errors).ShouldBe((ExitCodes.Negative, ""));
        text.Output.ShouldContain("     3  unknown");
        text.Output.ShouldContain("     1  unreadable");

        var json = (await RunAsync("list", "--queue", "requests", "--output", "json")).Json();
        json.GetArrayLength().ShouldBe(1);
        json[0].GetProperty("count").GetInt32().ShouldBe(3);
        json[0].GetProperty("groups")[0].GetProperty("examples").EnumerateArray().Select(e => e.GetString()).ShouldBe(["one", "two", "three"], ignoreOrder: true);
    }

    [Fact]
    public async Task Looking_leaves_every_letter_where_it_is()
    {
        await RunAsync("list");
        await RunAsync("show");

        (await RunAsync("show", "--output", "json")).Json().GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task A_letter_is_shown_with_what_it_holds()
    {
        var letter = (await RunAsync("show", "--id", "two", "--output", "json")).Json()[0];

        letter.GetProperty("source").GetString().ShouldBe("my.app");
        letter.GetProperty("templateName").GetString().ShouldBe("welcome");
        letter.GetProperty("body").GetProperty("detail").GetProperty("emailId").GetString().ShouldBe("two");
    }

    [Fact]
    public async Task Redriven_requests_are_sent_under_their_own_id_and_source()
    {
        var result = await RunAsync("redrive", "--id", "one", "--id", "two", "--output", "json");

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        result.Json().GetProperty("redriven").GetInt32().ShouldBe(2);
        var sent = await Run.CommandAsync("send", "--id", "wait", "--to", "success@simulator.amazonses.com", "--template", "welcome",
            "--data", """{"userName":"Ada","companyName":"Acme"}""", "--endpoint-url", host.Address.ToString());
        sent.ExitCode.ShouldBe(ExitCodes.Success, sent.Errors);
        var record = (await Run.CommandAsync("status", "one", "--output", "json", "--endpoint-url", host.Address.ToString())).Json();
        record.GetProperty("source").GetString().ShouldBe("my.app");
        (await RunAsync("show", "--queue", "requests", "--output", "json")).Json().GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Discarded_letters_are_kept_in_the_file_they_were_saved_to()
    {
        var file = Path.Combine(folder.Path, "letters.jsonl");

        var result = await RunAsync("discard", "--queue", "requests", "--all", "--yes", "--save", file);

        (result.ExitCode, result.Output.Trim()).ShouldBe((ExitCodes.Success, "3 thrown away"), result.Errors);
        File.ReadAllLines(file).ShouldBe([Letter("one"), Letter("two"), Letter("three")], ignoreOrder: true);
        (await RunAsync("list", "--queue", "requests")).ExitCode.ShouldBe(ExitCodes.Success);
    }

    [Theory]
    [InlineData("redrive", "Say which letters")]
    [InlineData("redrive --all --id x", "--all goes with neither")]
    [InlineData("redrive --all --rate 0", "--rate takes")]
    [InlineData("discard --all", "Nothing was thrown away")]
    [InlineData("list --queue nope", "--queue takes")]
    [InlineData("show --limit 0", "--limit takes")]
    public async Task What_is_not_clear_is_asked_and_changes_nothing(string line, string message)
    {
        var result = await RunAsync(line.Split(' '));

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.Errors.ShouldContain(message);
        (await RunAsync("show", "--output", "json")).Json().GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task Nothing_to_redrive_is_exit_code_1() =>
        (await RunAsync("redrive", "--error", "SES006")).ExitCode.ShouldBe(ExitCodes.Negative);

    private static string Letter(string id) =>
        $$$$"""{"id":"{{{{id}}}}","source":"my.app","detail-type":"Email Request","detail":{"emailId":"{{{{id}}}}","to":"success@simulator.amazonses.com","templateName":"welcome","templateData":{"userName":"Ada","companyName":"Acme"}}}""";

    private async Task PutAsync(string queue, string body) =>
        await sqs.SendMessageAsync((await sqs.GetQueueUrlAsync(queue)).QueueUrl, body, TestContext.Current.CancellationToken);

    private Task<CommandResult> RunAsync(params string[] args) => Run.CommandAsync(["dlq", .. args, "--endpoint-url", host.Address.ToString()]);
}
