namespace SesMailEngine.EndToEnd.Tests;

/// <summary>Tests that measure their own process: nothing runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
