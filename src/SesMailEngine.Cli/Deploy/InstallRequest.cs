using SesMailEngine.Aws.Deploy;
using SesMailEngine.Cli.Packaging;

namespace SesMailEngine.Cli.Deploy;

// What install and upgrade were told.
internal sealed record InstallRequest(string StackName, StackTemplate Template, Dictionary<string, string> Given)
{
    public FileInfo? Code { get; init; }

    public string? CodeBucket { get; init; }

    public bool IsPlan { get; init; }

    public bool IsYes { get; init; }

    public bool SendsTestMail { get; init; } = true;

    public FunctionArchitecture ArchitectureOr(string? current) =>
        FunctionArchitecture.Find(Given.GetValueOrDefault("LambdaArchitecture") ?? current ?? "") ?? FunctionArchitecture.X64;

    public string BucketFor(string account, string region) => CodeBucket ?? $"sesmailengine-code-{account}-{region}";
}
