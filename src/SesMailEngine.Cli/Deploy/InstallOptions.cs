using System.CommandLine;
using System.Text.RegularExpressions;
using SesMailEngine.Aws.Deploy;
using SesMailEngine.Cli.Commands;
using SesMailEngine.Cli.Packaging;

namespace SesMailEngine.Cli.Deploy;

// What install and upgrade can be told about the stack.
internal sealed partial class InstallOptions
{
    public DeployOptions Deploy { get; } = new();

    public Option<string?> AdminEmail { get; } = new("--admin-email") { Description = "Who gets the alarms; AWS sends one mail that has to be confirmed", HelpName = "ADDRESS" };

    public Option<string?> SenderEmail { get; } = new("--sender-email") { Description = "Who mail comes from; verified in SES, or in a verified domain", HelpName = "ADDRESS" };

    public Option<string?> SenderName { get; } = new("--sender-name") { Description = "The sender's name", HelpName = "NAME" };

    public Option<string?> Environment { get; } = new("--environment") { Description = "A label on every resource, for example prod", HelpName = "NAME" };

    public Option<string?> Arch { get; } = new("--arch") { Description = "The functions' processors", HelpName = "x86_64|arm64" };

    public Option<FileInfo?> Code { get; } = new("--code")
    {
        Description = "The zip of the functions. Default: artifacts/lambda/lambda-ARCH.zip, where 'sesmailengine package' puts it",
        HelpName = "FILE",
    };

    public Option<string?> CodeBucket { get; } = new("--code-bucket")
    {
        Description = "The bucket the zip goes to; made if it is not there. Default: sesmailengine-code-ACCOUNT-REGION",
        HelpName = "BUCKET",
    };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Any other parameter of the template, as Name=Value; can be given again",
        HelpName = "NAME=VALUE",
    };

    public Option<bool> Plan { get; } = new("--plan") { Description = "Look, show what would be done and what it costs, and change nothing" };

    public Option<bool> NoTest { get; } = new("--no-test-mail") { Description = "Send no test mail at the end" };

    public InstallOptions()
    {
        Arch.AcceptOnlyFromAmong([.. FunctionArchitecture.All.Select(architecture => architecture.Name)]);
    }

    public void AddTo(Command command)
    {
        Deploy.AddTo(command);
        foreach (var option in (Option[])[AdminEmail, SenderEmail, SenderName, Environment, Arch, Code, CodeBucket, Set, Plan, NoTest, Deploy.Yes])
        {
            command.Options.Add(option);
        }
    }

    // The parameters that were given, by the template's names.
    public Dictionary<string, string> Given(ParseResult parsed, StackTemplate template)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in parsed.GetValue(Set) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw new UsageException($"--set takes Name=Value, not '{text}'.");
            var name = text[..at];
            if (name is "LambdaCodeS3Bucket" or "LambdaCodeVersion") throw new UsageException($"{name} follows from --code-bucket and --code.");
            if (!template.Parameters.Contains(name))
            {
                throw new UsageException($"The template has no parameter '{name}'. It has: {string.Join(", ", template.Parameters.Order(StringComparer.Ordinal))}.");
            }
            given[name] = text[(at + 1)..];
        }
        Add("AdminEmail", AdminEmail);
        Add("DefaultSenderEmail", SenderEmail);
        Add("DefaultSenderName", SenderName);
        Add("Environment", Environment);
        Add("LambdaArchitecture", Arch);
        foreach (var name in (string[])["AdminEmail", "DefaultSenderEmail"])
        {
            if (given.TryGetValue(name, out var address) && AddressProblem(address) is { } problem) throw new UsageException($"{name}: {problem}");
        }
        return given;

        void Add(string name, Option<string?> option)
        {
            if (parsed.GetValue(option) is { } value) given[name] = value;
        }
    }

    // Null for a name a stack of ours can have: its buckets and functions begin with it, and a bucket's name is at most 63 long.
    public static string? StackNameProblem(string name) =>
        StackNamePattern().IsMatch(name) ? null : "A stack's name here is 1 to 40 of a-z, 0-9 and dashes, and begins with a letter: the template bucket's name begins with it.";

    public static string? AddressProblem(string address) =>
        AddressPattern().IsMatch(address) ? null : $"'{address}' is not an e-mail address.";

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex StackNamePattern();

    // The template's own.
    [GeneratedRegex(@"^[^@\s]{1,64}@[^@\s]{1,189}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AddressPattern();
}
