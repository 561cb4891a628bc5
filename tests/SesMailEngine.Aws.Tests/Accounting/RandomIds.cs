using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Tests.Accounting;

/// <summary>Ids of one process among several: two of them never make the same.</summary>
internal sealed class RandomIds(int process) : IIdSource
{
    private long last;

    public string Next(string prefix) => $"{prefix}{process}-{Interlocked.Increment(ref last)}";
}
