using System.Net;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.Cli.Tests.Commands;

// The operator commands against the whole embedded host.
[Collection(ConsoleCollection.Name)]
public sealed class OperatorCommandTests : IAsyncLifetime
{
    private const string Ada = """{"userName":"Ada","companyName":"Acme"}""";

    private readonly TemporaryFolder folder = new();
    private EmbeddedHost host = null!;

    public async ValueTask InitializeAsync() => host = await EmbeddedHost.StartAsync(
        new EmbeddedHostOptions
        {
            DataFolder = Path.Combine(folder.Path, "data"),
            Settings = SettingsCatalogue.Read([[new SettingValue("FeedbackDelay", "0.02", "test")]], out _),
            Endpoint = new AwsEndpointOptions
            {
                Names = new ResourceNames("sesmailengine", "000000000000", "us-east-1"),
                Address = IPAddress.Loopback,
                Port = 0,
            },
        },
        TimeProvider.System, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Mails_are_found_by_campaign_status_error_and_recipient()
    {
        await SendAsync("one", "success", Ada, "spring");
        await SendAsync("two", "success", "{}", "autumn");

        foreach (var (args, id) in ((string, string)[])
        [
            ("--campaign spring", "one"), ("--metadata campaign=autumn", "two"), ("--status failed", "two"), ("--error TMPL006", "two"),
            ("--to success@simulator.amazonses.com --status delivered", "one"), ("--text one --day today", "one"),
        ])
        {
            var found = await RunAsync([.. "emails -o json".Split(' '), .. args.Split(' ')]);
            found.ExitCode.ShouldBe(ExitCodes.Success, found.Errors);
            found.Json().GetProperty("emails").EnumerateArray().ShouldHaveSingleItem().GetProperty("emailId").GetString().ShouldBe(id, args);
        }
        (await RunAsync("emails")).Output.Split('\n').ShouldContain(line => line.Contains("delivered     one", StringComparison.Ordinal));
        (await RunAsync("emails", "--day", "yesterday")).ExitCode.ShouldBe(ExitCodes.Negative);
        var first = (await RunAsync("emails", "-n", "1", "-o", "json")).Json();
        first.GetProperty("emails")[0].GetProperty("emailId").GetString().ShouldBe("two");
        var second = (await RunAsync("emails", "-n", "1", "-o", "json", "--after", first.GetProperty("next").GetString()!)).Json();
        second.GetProperty("emails")[0].GetProperty("emailId").GetString().ShouldBe("one");
    }

    [Fact]
    public async Task A_complaint_is_not_removed_unless_somebody_says_that_they_understand()
    {
        await SendAsync("c", "complaint", Ada, "x");
        const string Address = "complaint@simulator.amazonses.com";
        while ((await RunAsync("suppression", "get", Address)).ExitCode == ExitCodes.Success) await Task.Yield();

        var refused = await RunAsync("suppression", "remove", Address, "--yes");
        (refused.ExitCode, refused.Output).ShouldBe((ExitCodes.Usage, ""));
        refused.Errors.ShouldContain("reported your mail as spam");
        refused.Errors.ShouldContain("--i-understand");
        (await RunAsync("suppression", "remove", Address, "--i-understand")).ExitCode.ShouldBe(ExitCodes.Success);
        (await RunAsync("suppression", "get", Address)).Output.ShouldStartWith("Not suppressed");
    }

    [Fact]
    public async Task A_bounce_is_removed_only_when_the_risk_is_taken()
    {
        var file = Path.Combine(folder.Path, "list.csv");
        await File.WriteAllTextAsync(file, "email,suppressionType,bounceSubType\njo@example.org,bounce,NoEmail\n", TestContext.Current.CancellationToken);
        (await RunAsync("suppression", "import", file)).ExitCode.ShouldBe(ExitCodes.Success);

        var asked = await RunAsync("suppression", "remove", "Jo@Example.org");
        asked.Errors.ShouldContain("bounce rate");
        (await RunAsync("suppression", "get", "jo@example.org")).ExitCode.ShouldBe(ExitCodes.Negative);
        (await RunAsync("suppression", "remove", "Jo@Example.org", "--yes")).ExitCode.ShouldBe(ExitCodes.Success);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task What_is_exported_is_imported_again(string format)
    {
        var file = Path.Combine(folder.Path, "list." + format);
        foreach (var name in (string[])["a", "b"]) await RunAsync("suppression", "add", name + "@example.org");
        (await RunAsync("suppression", "export", file, "-o", "json")).Json().GetProperty("exported").GetInt32().ShouldBe(2);
        foreach (var name in (string[])["a", "b"]) await RunAsync("suppression", "remove", name + "@example.org");

        (await RunAsync("suppression", "import", file, "--dry-run")).ExitCode.ShouldBe(ExitCodes.Success);
        (await RunAsync("suppression", "list", "-o", "json")).Json().GetProperty("entries").GetArrayLength().ShouldBe(0);
        (await RunAsync("suppression", "import", file, "-o", "json")).Json().GetProperty("imported").GetInt32().ShouldBe(2);
        (await RunAsync("suppression", "list", "-o", "json")).Json().GetProperty("entries").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("a.csv", "name\njo\n", "no column 'email'")]
    [InlineData("a.csv", "email,suppressionType\njo@example.org,angry\n", "line 2: suppressionType 'angry'")]
    [InlineData("a.csv", "email\nnobody\n", "line 2: 'nobody' is no e-mail address")]
    [InlineData("a.json", "{\"email\":\"jo@example.org\"}\n{\n", "line 2: no JSON object")]
    [InlineData("a.txt", "x", "neither *.csv nor *.json")]
    [InlineData("a.csv", "", "holds no entry")]
    public async Task A_file_that_is_wrong_is_told_by_line_and_changes_nothing(string name, string content, string message)
    {
        var file = Path.Combine(folder.Path, name);
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);

        var result = await RunAsync("suppression", "import", file);

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.Errors.ShouldContain(message);
        (await RunAsync("suppression", "list", "-o", "json")).Json().GetProperty("entries").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Statistics_add_up_and_name_the_limit()
    {
        await SendAsync("one", "success", Ada, "x");

        var json = (await RunAsync("stats", "--day", "today", "-o", "json")).Json();
        json.GetProperty("sum").GetProperty("delivered").GetInt64().ShouldBe(1);
        json.GetProperty("bounceRateThreshold").GetDouble().ShouldBe(0.05);
        (await RunAsync("stats")).Output.ShouldContain("the guard closes above 5%");
    }

    [Fact]
    public async Task Templates_go_out_and_in_again_and_differences_are_shown()
    {
        var copy = Path.Combine(folder.Path, "welcome");
        (await RunAsync("templates", "get", "welcome", "--to", copy)).ExitCode.ShouldBe(ExitCodes.Success);
        (await RunAsync("templates", "diff", copy)).ExitCode.ShouldBe(ExitCodes.Success);
        await File.AppendAllTextAsync(Path.Combine(copy, "template.txt"), "P.S. Hello\n", TestContext.Current.CancellationToken);

        var diff = await RunAsync("templates", "diff", copy);
        (diff.ExitCode, diff.Output.Contains("+ P.S. Hello", StringComparison.Ordinal)).ShouldBe((ExitCodes.Negative, true), diff.Output);
        (await RunAsync("templates", "put", copy)).ExitCode.ShouldBe(ExitCodes.Success);
        (await RunAsync("templates", "diff", copy)).ExitCode.ShouldBe(ExitCodes.Success);
        (await RunAsync("templates", "diff", "welcome", "-o", "json")).Json().EnumerateArray().ShouldHaveSingleItem().GetProperty("file").GetString().ShouldBe("template.txt");

        await File.AppendAllTextAsync(Path.Combine(copy, "template.html"), "{% if %}", TestContext.Current.CancellationToken);
        (await RunAsync("templates", "put", copy)).ExitCode.ShouldBe(ExitCodes.Usage);
        (await RunAsync("templates", "list", "-o", "json")).Json().GetArrayLength().ShouldBe(8);
    }

    [Fact]
    public async Task Alarms_and_log_lines_are_shown()
    {
        await SendAsync("one", "success", "{}", "x");

        (await RunAsync("alarms", "-o", "json")).Json().GetArrayLength().ShouldBe(8);
        CommandResult logs;
        do logs = await RunAsync("logs", "--id", "one", "-o", "json");
        while (logs.ExitCode != ExitCodes.Success);
        logs.Json()[0].GetProperty("line").GetProperty("emailId").GetString().ShouldBe("one");
    }

    [Fact]
    public async Task Watching_ends_after_so_many_and_leaves_no_rule_behind()
    {
        var watch = RunAsync("watch", "--count", "1", "-o", "json");
        using var stop = new CancellationTokenSource();
        // A mail a moment, until the rule is there.
        var sending = Task.Run(async () =>
        {
            using var http = new HttpClient();
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                using var ports = new Operations.StackPorts(
                    new Aws.Protocol.AwsTarget("us-east-1", new Amazon.Runtime.BasicAWSCredentials("x", "x"), host.Address),
                    new ResourceNames("sesmailengine", "000000000000", "us-east-1"));
                await new Aws.EventBridge.EventBridgeClient(ports.Client).PutEventsAsync(
                    [new Aws.EventBridge.PutEventsEntry("app", "Email Request", $$"""{"emailId":"w{{i}}","to":"success@simulator.amazonses.com","templateName":"welcome","templateData":{{Ada}}}""", "sesmailengine-EmailBus")],
                    default);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
            }
        }, CancellationToken.None);
        var result = await watch;
        await stop.CancelAsync();
        await sending;

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        result.Json().GetProperty("detailType").GetString().ShouldBe("Email Status Changed");
    }

    [Theory]
    [InlineData("emails --day nope", "--day takes")]
    [InlineData("emails --day today --from today", "--day goes with neither")]
    [InlineData("emails --status lost", "--status takes")]
    [InlineData("emails --metadata x", "--metadata takes KEY=VALUE")]
    [InlineData("emails --to nobody", "--to takes an e-mail address")]
    [InlineData("emails --after nonsense", "The token is not one")]
    [InlineData("emails --limit 0", "--limit takes 1 to 1000")]
    [InlineData("stats --from 2020-01-01", "longer than 366 days")]
    [InlineData("logs --since 1w", "--since takes")]
    [InlineData("logs --function Other", "--function takes")]
    [InlineData("suppression list --type angry", "--type takes")]
    [InlineData("suppression add nobody", "takes an e-mail address")]
    [InlineData("templates get nosuch", "There is no template 'nosuch'")]
    [InlineData("completion fish", "fish")]
    public async Task Bad_input_is_one_clear_line_and_exit_code_2(string line, string message)
    {
        var result = line.StartsWith("completion", StringComparison.Ordinal) ? await Run.CommandAsync(line.Split(' ')) : await RunAsync(line.Split(' '));

        result.ExitCode.ShouldBe(ExitCodes.Usage, result.Output);
        result.Errors.ShouldContain(message);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _sesmailengine sesmailengine")]
    [InlineData("zsh", "#compdef sesmailengine")]
    public async Task Shells_get_a_script_that_asks_the_command(string shell, string line)
    {
        (await Run.CommandAsync("completion", shell)).Output.ShouldContain(line);
        (await Run.CommandAsync("[suggest:17]", "sesmailengine sup")).Output.Split('\n').ShouldContain("suppression");
    }

    private async Task SendAsync(string id, string fate, string data, string campaign) => await RunAsync(
        "send", "--id", id, "--to", fate + "@simulator.amazonses.com", "--template", "welcome", "--data", data, "--metadata", $$"""{"campaign":"{{campaign}}"}""");

    private Task<CommandResult> RunAsync(params string[] args) => Run.CommandAsync([.. args, "--endpoint-url", host.Address.ToString()]);
}
