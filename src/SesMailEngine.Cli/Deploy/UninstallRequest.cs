namespace SesMailEngine.Cli.Deploy;

// What uninstall was told.
internal sealed record UninstallRequest(string StackName, bool DeletesBucket, IReadOnlyList<string> Keep, bool IsYes);
