using System.IO.Compression;

namespace SesMailEngine.EndToEnd.Tests.Lambda;

/// <summary>The package that <c>./sesmailengine package --output artifacts/lambda</c> made for this machine's processors.</summary>
internal sealed class NativePackage : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sesmailengine-lambda-").FullName;

    public NativePackage()
    {
        var root = RepositoryRoot();
        var kind = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x86_64";
        Path = System.IO.Path.Combine(root, "artifacts", "lambda", $"lambda-{kind}.zip");
        if (!File.Exists(Path)) throw new InvalidOperationException($"{Path} is not there: run './sesmailengine package --arch {kind} --output artifacts/lambda'.");
        ZipFile.ExtractToDirectory(Path, folder);
    }

    /// <summary>The zip.</summary>
    public string Path { get; }

    /// <summary>The executable in it.</summary>
    public string Executable => System.IO.Path.Combine(folder, "bootstrap");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string RepositoryRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, "SesMailEngine.slnx"))) return at.FullName;
        }
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository.");
    }
}
