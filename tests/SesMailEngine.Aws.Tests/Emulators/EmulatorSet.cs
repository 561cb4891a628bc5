using System.Collections.Concurrent;
using Amazon.Runtime;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Tests.Emulators;

[assembly: AssemblyFixture(typeof(EmulatorSet))]

namespace SesMailEngine.Aws.Tests.Emulators;

/// <summary>The emulators of a test run, each started when a test first asks for it.</summary>
public sealed class EmulatorSet : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Emulator>>> started = new();

    /// <summary>Where to reach an emulator.</summary>
    public async Task<AwsTarget> TargetAsync(string name)
    {
        var emulator = await started.GetOrAdd(name, key => new Lazy<Task<Emulator>>(() => Emulator.StartAsync(key))).Value;
        // s3rver knows one key pair; the others take any.
        return new AwsTarget("us-east-1", new BasicAWSCredentials("S3RVER", "S3RVER"), emulator.Address);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var emulator in started.Values)
        {
            if (emulator.Value.IsCompletedSuccessfully) (await emulator.Value).Dispose();
        }
    }
}
