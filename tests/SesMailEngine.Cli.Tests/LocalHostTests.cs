using System.Net;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.Cli.Tests;

// The commands against the whole embedded host: an account of its own and keys, so that nothing rests on defaults.
[Collection(ConsoleCollection.Name)]
public sealed class LocalHostTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly EnvironmentVariable keyId = new("AWS_ACCESS_KEY_ID", "AKIDLOCALHOST");
    private readonly EnvironmentVariable secretKey = new("AWS_SECRET_ACCESS_KEY", "a-secret-of-enough-length-1234567890");
    private EmbeddedHost host = null!;

    public async ValueTask InitializeAsync() => host = await EmbeddedHost.StartAsync(
        new EmbeddedHostOptions
        {
            DataFolder = folder.Path,
            Settings = SettingsCatalogue.Read([[new SettingValue("FeedbackDelay", "0.02", "test")]], out _),
            Endpoint = new AwsEndpointOptions
            {
                Names = new ResourceNames("mine", "123456789012", "eu-central-1"),
                Address = IPAddress.Loopback,
                Port = 0,
                AccessKeys = [new Server.Security.AccessKey("AKIDLOCALHOST", "a-secret-of-enough-length-1234567890")],
            },
        },
        TimeProvider.System, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        keyId.Dispose();
        secretKey.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_mail_is_sent_and_found_again()
    {
        var sent = await RunAsync("send", "--to", "success@simulator.amazonses.com", "--template", "welcome", "--id", "cli-1", "--data", """{"userName":"Ada","companyName":"Acme"}""");
        sent.ExitCode.ShouldBe(ExitCodes.Success, sent.Errors);
        sent.Output.ShouldContain("delivered  cli-1");

        (await RunAsync("status", "cli-1", "--output", "json")).Json().GetProperty("status").GetString().ShouldBe("delivered");
        (await RunAsync("status", "success@simulator.amazonses.com")).Output.ShouldContain("cli-1");
    }

    [Fact]
    public async Task The_daily_counters_are_proved_and_set_right()
    {
        foreach (var to in (string[])["success", "bounce", "softbounce", "nobody@"])
            await RunAsync("send", "--to", to.Contains('@', StringComparison.Ordinal) ? to : to + "@simulator.amazonses.com", "--template", "welcome", "--data", """{"userName":"Ada","companyName":"Acme"}""");
        var proved = await RunAsync("stats", "--rebuild");
        (proved.ExitCode, proved.Errors).ShouldBe((ExitCodes.Success, ""));
        proved.Output.ShouldContain("Every counter is what the records add up to.");

        var day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using var client = new Amazon.DynamoDBv2.AmazonDynamoDBClient(
            "AKIDLOCALHOST", "a-secret-of-enough-length-1234567890",
            new Amazon.DynamoDBv2.AmazonDynamoDBConfig { ServiceURL = host.Address.ToString(), AuthenticationRegion = "eu-central-1" });
        await client.PutItemAsync("mine-DailyStats", new() { ["statDate"] = new(day), ["shard"] = new() { N = "0" }, ["sent"] = new() { N = "77" } });
        var wrong = await RunAsync("stats", "--rebuild");
        wrong.ExitCode.ShouldBe(ExitCodes.Negative);
        wrong.Output.ShouldContain("says 77, the records say 3");
        (await RunAsync("stats", "--rebuild", "--correct")).ExitCode.ShouldBe(ExitCodes.Success);
        (await RunAsync("stats", "--rebuild", "--output", "json")).Json().GetProperty("exact").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Templates_of_the_bucket_are_checked_and_rendered()
    {
        var check = await RunAsync("template", "check", "welcome", "--output", "json");
        (check.ExitCode, check.Errors).ShouldBe((ExitCodes.Success, ""));
        check.Json().GetProperty("place").GetString().ShouldBe("bucket mine-templates-123456789012");

        var render = await RunAsync("template", "render", "welcome", "--part", "subject", "--data", """{"userName":"Ada","companyName":"Acme","showEmoji":false}""");
        render.Output.ShouldBe("Welcome to Acme, Ada!\n");
    }

    [Fact]
    public async Task A_template_the_bucket_does_not_have_is_told_with_those_it_has()
    {
        var result = await RunAsync("template", "check", "welcom");

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.Errors.ShouldContain("no template of that name in bucket mine-templates-123456789012. There are: contact-form-notification, ");
    }

    [Fact]
    public async Task The_seeder_has_nothing_left_to_do() =>
        (await RunAsync("seed")).Output.ShouldContain("Installed 0, updated 0, skipped 8");

    [Fact]
    public async Task A_wrong_key_is_refused_in_the_services_words()
    {
        using var wrong = new EnvironmentVariable("AWS_SECRET_ACCESS_KEY", "another");

        foreach (var args in (string[][])[["seed"], ["status", "x"], ["template", "check", "welcome"]])
        {
            var result = await RunAsync(args);
            result.ExitCode.ShouldBe(ExitCodes.Unavailable, string.Join(' ', args));
            result.Errors.ShouldContain("signature", Case.Insensitive);
        }
    }

    private Task<CommandResult> RunAsync(params string[] args) =>
        Run.CommandAsync([.. args, "--endpoint-url", host.Address.ToString(), "--stack", "mine", "--region", "eu-central-1"]);
}
