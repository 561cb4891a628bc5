using System.Net;
using Amazon.Runtime;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.Deploy;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.Cli.Tests.Deploy;

// What our own endpoint can answer of an installation: all but change sets.
[Collection(ConsoleCollection.Name)]
public sealed class LocalStackTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder work = new();
    private EmbeddedHost host = null!;

    public async ValueTask InitializeAsync() => host = await EmbeddedHost.StartAsync(
        new EmbeddedHostOptions
        {
            DataFolder = folder.Path,
            Settings = SettingsCatalogue.Read([[new SettingValue("FeedbackDelay", "0.02", "test"), new SettingValue("DefaultSenderEmail", "mail@example.com", "test")]], out _),
            Endpoint = new AwsEndpointOptions { Names = new ResourceNames("mine", "123456789012", "eu-central-1"), Address = IPAddress.Loopback, Port = 0 },
        },
        TimeProvider.System, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
        work.Dispose();
    }

    [Fact]
    public async Task Its_outputs_are_shown()
    {
        var text = await RunAsync("outputs");
        var json = (await RunAsync("outputs", "--output", "json")).Json();

        (text.ExitCode, text.Errors).ShouldBe((ExitCodes.Success, ""));
        text.Output.ShouldContain("mine-EmailBus");
        json.GetProperty("TemplateBucketName").GetString().ShouldBe("mine-templates-123456789012");
        json.GetProperty("TemplateSeederLambdaName").GetString().ShouldBe("mine-TemplateSeeder");
    }

    [Fact]
    public async Task Outputs_of_no_stack_are_exit_code_1()
    {
        var result = await RunAsync("outputs", "--stack-name", "other");

        result.ExitCode.ShouldBe(ExitCodes.Negative);
        result.Errors.ShouldContain("There is no stack 'other' in eu-central-1.");
    }

    [Fact]
    public async Task A_plan_against_it_finds_the_account_SES_and_that_the_stack_is_there()
    {
        using var session = Session();
        var request = new InstallRequest("mine", TemplateFile.Load(), new(StringComparer.Ordinal) { ["DefaultSenderEmail"] = "mail@example.com", ["AdminEmail"] = "admin@example.com" }) { IsPlan = true };

        var report = await session.Preflight.LookAsync("mine", "mail@example.com", TestContext.Current.CancellationToken);
        var code = await DeployRunner.RunAsync(session, "install", new InstallFlow(session, request).RunAsync, TestContext.Current.CancellationToken);

        code.ShouldBe(ExitCodes.StackExists);
        (report.Account, report.Standing.IsProduction, report.VerifiedBy).ShouldBe(("123456789012", true, "mail@example.com"));
        report.Problems.Single().Message.ShouldBe("Stack already exists: 'mine' is CREATE_COMPLETE.");
    }

    [Fact]
    public async Task Its_templates_are_seeded_and_a_mail_is_seen_delivered()
    {
        using var session = Session();
        var names = new ResourceNames("mine", "123456789012", "eu-central-1");

        (await session.Proof.SeedAsync(names, TestContext.Current.CancellationToken)).ShouldContain("skipped 8");
        (await session.Proof.SendAsync(names, TestContext.Current.CancellationToken)).ShouldStartWith("install-check-");
    }

    private DeploySession Session() => new(
        new AwsTarget("eu-central-1", new BasicAWSCredentials("local", "local"), host.Address), work.Path, TimeProvider.System, new FakeQuestions());

    private Task<CommandResult> RunAsync(string command, params string[] args) => Run.CommandAsync(
        [command, "--endpoint-url", host.Address.ToString(), "--region", "eu-central-1", .. args.Contains("--stack-name") ? args : [.. args, "--stack-name", "mine"]]);
}
