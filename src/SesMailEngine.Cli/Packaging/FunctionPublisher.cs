using System.Diagnostics;

namespace SesMailEngine.Cli.Packaging;

// Builds the functions' executable from the sources with the SDK. The same sources give the same program, wherever they lie.
internal sealed class FunctionPublisher(string sources, NativeToolchain toolchain)
{
    private const string Project = "src/SesMailEngine.Lambda/SesMailEngine.Lambda.csproj";

    // The folder with the sources: above the running program, or above the current folder; null when neither.
    public static string? FindSources(params IEnumerable<string> starts) => starts
        .SelectMany(Above).FirstOrDefault(folder => File.Exists(Path.Combine(folder, Project)));

    // Publishes into a folder; gives the build's own words when it fails, else null. Everything the build makes is kept apart
    // from other builds of the same sources, and neither folders nor the revision become part of the program.
    public async Task<string?> PublishAsync(FunctionArchitecture architecture, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = sources, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (IEnumerable<string>)
            [
                "publish", Project, "-c", "Release", "-r", architecture.RuntimeIdentifier, "-o", folder, "-v", "quiet", "--nologo",
                "--artifacts-path", Path.Combine(folder, "build"), $"-p:PathMap={folder}=/build%2C{sources}=/sources",
                "-p:EnableSourceControlManagerQueries=false", "-p:IncludeSourceRevisionInInformationalVersion=false",
                .. toolchain.BuildProperties(architecture),
            ])
        {
            start.ArgumentList.Add(argument);
        }
        using var build = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        try
        {
            var output = build.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = build.StandardError.ReadToEndAsync(cancellationToken);
            await build.WaitForExitAsync(cancellationToken);
            return build.ExitCode == 0 ? null : $"{await output}{await errors}".Trim();
        }
        catch (OperationCanceledException)
        {
            build.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static IEnumerable<string> Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent) yield return folder.FullName;
    }
}
