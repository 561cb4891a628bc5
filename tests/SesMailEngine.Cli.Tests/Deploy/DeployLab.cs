using System.IO.Compression;
using Amazon.Runtime;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.Deploy;

namespace SesMailEngine.Cli.Tests.Deploy;

/// <summary>The commands against the double, with a person's answers and a clock without pauses. Owns the process's console.</summary>
internal sealed class DeployLab : IAsyncDisposable
{
    public const string Secret = "a-secret-that-must-not-be-logged";

    private readonly HurriedTime time = new();

    private DeployLab(AwsDouble aws)
    {
        Aws = aws;
        Code = WriteCode("code");
    }

    public AwsDouble Aws { get; }

    public StackMachine Stacks => Aws.Stacks;

    public TemporaryFolder Folder { get; } = new();

    public FakeQuestions Questions { get; set; } = new();

    public FileInfo Code { get; set; }

    public CancellationTokenSource Interrupt { get; } = new();

    public string Log => File.ReadAllText(Path.Combine(Folder.Path, DeployLog.FileName));

    public static async Task<DeployLab> StartAsync() => new(await AwsDouble.StartAsync());

    /// <summary>A later run against the same account. Whoever made the first disposes the account.</summary>
    public static Task<DeployLab> ReturnAsync(DeployLab before)
    {
        before.Aws.Calling = null;
        return Task.FromResult(new DeployLab(before.Aws));
    }

    public Task<CommandResult> InstallAsync(
        string stack = "mine", string sender = "mail@example.com", bool isPlan = false, bool isYes = true, Dictionary<string, string>? given = null) =>
        RunAsync("install", (session, token) => new InstallFlow(session, Request(stack, isPlan, isYes, new(given ?? [], StringComparer.Ordinal)
        {
            ["DefaultSenderEmail"] = sender,
            ["AdminEmail"] = "admin@example.org",
        })).RunAsync(token));

    public Task<CommandResult> AskedInstallAsync() =>
        RunAsync("install", (session, token) => new InstallFlow(session, Request("mine", false, false, new(StringComparer.Ordinal))).RunAsync(token));

    public Task<CommandResult> UpgradeAsync(bool isPlan = false, bool isYes = true, Dictionary<string, string>? given = null) =>
        RunAsync("upgrade", (session, token) => new UpgradeFlow(session, Request("mine", isPlan, isYes, given ?? [])).RunAsync(token));

    public Task<CommandResult> UninstallAsync(bool deleteBucket = false, bool isYes = true, params string[] keep) =>
        RunAsync("uninstall", (session, token) => new UninstallFlow(session, new UninstallRequest("mine", deleteBucket, keep, isYes)).RunAsync(token));

    public FileInfo WriteCode(string content, byte machine = 0x3E)
    {
        var path = Path.Combine(Folder.Path, $"{content}.zip");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using var stream = zip.CreateEntry("bootstrap").Open();
        var program = new byte[64];
        "\u007fELF"u8.CopyTo(program);
        program[18] = machine;
        stream.Write(program);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(content));
        return new FileInfo(path);
    }

    public async ValueTask DisposeAsync()
    {
        await Aws.DisposeAsync();
        Interrupt.Dispose();
        Folder.Dispose();
    }

    private InstallRequest Request(string stack, bool isPlan, bool isYes, Dictionary<string, string> given) =>
        new(stack, TemplateFile.Load(), given) { Code = Code, IsPlan = isPlan, IsYes = isYes };

    private async Task<CommandResult> RunAsync(string command, Func<DeploySession, CancellationToken, Task<int>> flow)
    {
        var (output, errors) = (Console.Out, Console.Error);
        using StringWriter caught = new(), caughtErrors = new();
        Console.SetOut(caught);
        Console.SetError(caughtErrors);
        try
        {
            using var session = new DeploySession(
                new AwsTarget("eu-central-1", new SessionAWSCredentials("AKIDDOUBLE0001", Secret, "a-token-that-must-not-be-logged"), Aws.Url), Folder.Path, time, Questions);
            var code = await DeployRunner.RunAsync(session, command, token => flow(session, token), Interrupt.Token);
            return new(code, caught.ToString(), caughtErrors.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}
