using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Deploy;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.Deploy;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.Cli.Tests.Deploy;

// The installer against our own endpoint: the host is really changed, and its services are asked whether it was.
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

    [Fact]
    public async Task A_stack_is_uninstalled_and_installed_again_over_what_it_left()
    {
        (await UninstallAsync()).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors),
            result => result.Output.ShouldContain("Kept: the tables."));
        (await QueuesAsync()).ShouldBeEmpty();
        (await RunAsync("outputs")).ExitCode.ShouldBe(ExitCodes.Negative);

        var installed = await InstallAsync();

        installed.ExitCode.ShouldBe(ExitCodes.Success, installed.Errors);
        installed.Output.ShouldContain("IMPORT_COMPLETE  SuppressionTable");
        installed.Output.ShouldContain("Delivered: install-check-");
        (await QueuesAsync()).Count.ShouldBe(5);
        (await InstallAsync()).ShouldSatisfyAllConditions(
            again => again.ExitCode.ShouldBe(ExitCodes.Success, again.Errors),
            again => again.Output.ShouldContain("what is left is to seed and test it"));
        (await InstallAsync(memory: "1024")).ExitCode.ShouldBe(ExitCodes.StackExists);
    }

    [Fact]
    public async Task A_full_bucket_that_is_to_go_is_emptied_and_an_installation_from_nothing_follows()
    {
        (await UpgradeAsync(("RetainDataOnDelete", "false"), ("AdminEmail", "admin@example.com"))).ExitCode.ShouldBe(ExitCodes.Success);

        var uninstalled = await UninstallAsync(deleteBucket: true);

        uninstalled.ExitCode.ShouldBe(ExitCodes.Success, uninstalled.Errors);
        uninstalled.Output.ShouldContain("DELETE_FAILED    TemplateBucket");
        uninstalled.Output.ShouldContain("24 versions deleted from mine-templates-123456789012.");
        using (var session = Session()) (await session.Buckets.FindAsync("mine-templates-123456789012", "123456789012", TestContext.Current.CancellationToken)).ShouldBe(BucketOwner.None);
        var installed = await InstallAsync();
        installed.ExitCode.ShouldBe(ExitCodes.Success, installed.Errors);
        installed.Output.ShouldNotContain("IMPORT");
        installed.Output.ShouldContain("Installed 8, updated 0, skipped 0");
    }

    [Fact]
    public async Task An_upgrade_changes_what_the_host_runs_with()
    {
        (await UpgradeAsync(("AdminEmail", "admin@example.com"), ("ConsecutiveSoftBounceThreshold", "4"))).ExitCode.ShouldBe(ExitCodes.Success);

        using var session = Session();
        var stack = await session.Stacks.FindAsync("mine", TestContext.Current.CancellationToken);

        (stack!.Status, stack.Parameters["ConsecutiveSoftBounceThreshold"]).ShouldBe(("UPDATE_COMPLETE", "4"));
        (await UpgradeAsync()).Output.ShouldContain("Nothing to change.");
    }

    [Fact]
    public async Task Interrupted_while_the_stack_is_made_it_says_where_it_stands_and_goes_on_when_run_again()
    {
        await UninstallAsync();
        using var interrupt = new CancellationTokenSource();
        // The moment CloudFormation has taken the change on.
        var cut = await InstallAsync(interrupt: interrupt);

        cut.ExitCode.ShouldBe(ExitCodes.Interrupted);
        cut.Errors.ShouldContain("CloudFormation goes on with 'mine' by itself.");
        var again = await InstallAsync();
        again.ExitCode.ShouldBe(ExitCodes.Success, again.Errors);
        again.Output.ShouldContain("Delivered: install-check-");
    }

    [Fact]
    public async Task Code_that_is_gone_from_its_bucket_rolls_the_stack_back_with_the_reason()
    {
        await UninstallAsync();
        using var session = Session();
        var template = TemplateFile.Load();
        var (changeSet, stackId) = await session.Changer.PrepareAsync(
            new ChangeSetRequest("mine", "by-hand", ChangeSetType.Create, template.Text, "t")
            {
                Parameters = new Dictionary<string, string> { ["AdminEmail"] = "admin@example.com", ["LambdaCodeS3Bucket"] = "nowhere-at-all" },
                Capabilities = StackChanger.Capabilities,
            },
            TestContext.Current.CancellationToken);

        var end = await session.Changer.ExecuteAsync(changeSet.Id, stackId, () => { }, TestContext.Current.CancellationToken);

        end.Status.ShouldBe("ROLLBACK_COMPLETE");
        end.Failures.ShouldContain(failure => failure.LogicalId == "EmailSender" && failure.Reason!.Contains("NoSuchBucket", StringComparison.Ordinal));
        (await InstallAsync()).ExitCode.ShouldBe(ExitCodes.Success);
    }

    private Task<CommandResult> InstallAsync(string? memory = null, CancellationTokenSource? interrupt = null) => FlowAsync("install", (session, token) =>
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { ["DefaultSenderEmail"] = "mail@example.com", ["AdminEmail"] = "admin@example.com" };
        if (memory is not null) given["EmailSenderMemory"] = memory;
        return new InstallFlow(session, new InstallRequest("mine", TemplateFile.Load(), given) { Code = Code(), IsYes = true }).RunAsync(token);
    }, interrupt);

    private Task<CommandResult> UpgradeAsync(params (string Name, string Value)[] given) => FlowAsync("upgrade", (session, token) => new UpgradeFlow(
        session, new InstallRequest("mine", TemplateFile.Load(), given.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal)) { Code = Code(), IsYes = true }).RunAsync(token));

    private Task<CommandResult> UninstallAsync(bool deleteBucket = false) => FlowAsync(
        "uninstall", (session, token) => new UninstallFlow(session, new UninstallRequest("mine", deleteBucket, [], true)).RunAsync(token));

    // An interruption comes when CloudFormation has taken a change on.
    private async Task<CommandResult> FlowAsync(
        string command, Func<DeploySession, CancellationToken, Task<int>> flow, CancellationTokenSource? interrupt = null)
    {
        var (output, errors) = (Console.Out, Console.Error);
        using StringWriter caught = new(), caughtErrors = new();
        Console.SetOut(caught);
        Console.SetError(caughtErrors);
        try
        {
            using var session = Session();
            var stop = interrupt?.Token ?? TestContext.Current.CancellationToken;
            var running = DeployRunner.RunAsync(session, command, token => flow(session, token), stop);
            while (interrupt is { IsCancellationRequested: false } && !running.IsCompleted)
            {
                if (session.Standing.StartsWith("CloudFormation goes on", StringComparison.Ordinal)) await interrupt.CancelAsync();
                await Task.Yield();
            }
            return new(await running, caught.ToString(), caughtErrors.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }

    private FileInfo Code()
    {
        var path = Path.Combine(work.Path, "code.zip");
        if (File.Exists(path)) return new FileInfo(path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using var stream = zip.CreateEntry("bootstrap").Open();
        var program = new byte[64];
        "\u007fELF"u8.CopyTo(program);
        program[18] = 0x3E;
        stream.Write(program);
        return new FileInfo(path);
    }

    private async Task<IReadOnlyList<string>> QueuesAsync()
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("{}") };
        request.Headers.Add("X-Amz-Target", "AmazonSQS.ListQueues");
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.RootElement.TryGetProperty("QueueUrls", out var urls) ? [.. urls.EnumerateArray().Select(url => url.GetString()!)] : [];
    }

    private DeploySession Session() => new(
        new AwsTarget("eu-central-1", new BasicAWSCredentials("local", "local"), host.Address), work.Path, new BriskTime(), new FakeQuestions());

    private Task<CommandResult> RunAsync(string command, params string[] args) => Run.CommandAsync(
        [command, "--endpoint-url", host.Address.ToString(), "--region", "eu-central-1", .. args.Contains("--stack-name") ? args : [.. args, "--stack-name", "mine"]]);
}
