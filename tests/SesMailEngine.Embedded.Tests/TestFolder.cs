using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Tests;

/// <summary>A data folder of its own for a test, with a clock the test turns.</summary>
public sealed class TestFolder : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public string Path { get; } = Directory.CreateTempSubdirectory("sesmailengine-").FullName;

    public FakeTimeProvider Clock { get; } = new(Start);

    public EmbeddedOptions Options => new()
    {
        DataFolder = Path,
        Settings = new EngineSettings { Names = new ResourceNames("sesmailengine", "000000000000", "us-east-1") },
        Clock = Clock,
    };

    public Task<EmbeddedStores> OpenAsync() => EmbeddedStores.OpenAsync(Options, CancellationToken.None);

    /// <summary>What a kill would leave: a copy of the folder as it is on disk now, without anyone closing it.</summary>
    public TestFolder CopyAsIfKilled()
    {
        var copy = new TestFolder();
        copy.Clock.SetUtcNow(Clock.GetUtcNow());
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            if (file.EndsWith(".lock", StringComparison.Ordinal) || file.EndsWith("-shm", StringComparison.Ordinal)) continue;
            var target = System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var to = File.Create(target);
            from.CopyTo(to);
        }
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
