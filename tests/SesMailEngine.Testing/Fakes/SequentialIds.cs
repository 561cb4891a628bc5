using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Fakes;

/// <summary>Ids that count up: <c>email-00000001</c>.</summary>
public sealed class SequentialIds : IIdSource
{
    private int last;

    /// <inheritdoc/>
    public string Next(string prefix) => $"{prefix}{Interlocked.Increment(ref last):D8}";
}
