namespace SesMailEngine.Cli.Tests.Documents;

/// <summary>The xunit fixture of docs/INTEGRATION.md, which <see cref="MailHost"/> is a copy of, starts a host.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class MailHostTests
{
    [Fact]
    public void The_fixture_is_the_one_in_the_document()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "SesMailEngine.slnx"))) root = root.Parent!;
        string Read(string path) => File.ReadAllText(Path.Combine(root.FullName, path)).ReplaceLineEndings("\n");

        var ours = Read("tests/SesMailEngine.Cli.Tests/Documents/MailHost.cs");
        Read("docs/INTEGRATION.md").ShouldContain(ours[ours.IndexOf("// Started once", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task The_fixture_starts_a_host_and_sees_its_mails()
    {
        using var folder = new TemporaryFolder();
        var command = Path.Combine(folder.Path, "sesmailengine");
        await File.WriteAllTextAsync(command, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "sesmailengine.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var variable = new EnvironmentVariable("SESMAILENGINE", command);
        var host = new MailHost();
        await host.InitializeAsync();
        await using (host)
        {
            var sent = await Run.CommandAsync(
                "send", "--endpoint-url", host.Url.ToString(), "--to", "maya@example.com", "--template", "welcome", "--id", "welcome-4711",
                "--data", """{"userName":"Maya","companyName":"Acme"}""");
            sent.ExitCode.ShouldBe(ExitCodes.Success, sent.Output);
            (await host.MailsAsync("welcome-4711", TestContext.Current.CancellationToken)).Count.ShouldBe(1);
        }
    }
}
