namespace SesMailEngine.Cli.Tests;

/// <summary>Tests that own the process's console and environment; they never run beside others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleCollection
{
    public const string Name = "console";
}
