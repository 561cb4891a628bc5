using System.Diagnostics;

namespace SesMailEngine.Aws.Tests.Emulators;

/// <summary>One emulator of an AWS service: a process of its own on a free port of the loopback interface.</summary>
internal sealed class Emulator : IDisposable
{
    private readonly Process process;

    private Emulator(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts one by its name in tests/emulators/start.mjs. What is missing is an error.</summary>
    public static async Task<Emulator> StartAsync(string name)
    {
        var folder = Path.Combine(RepositoryRoot(), "tests", "emulators");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            throw new InvalidOperationException("The emulators are not installed: run 'npm ci --no-audit --no-fund --ignore-scripts' in tests/emulators.");
        }
        var process = Process.Start(new ProcessStartInfo("node", ["start.mjs", name])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("listening ", StringComparison.Ordinal)) continue;
            // Nobody reads what it says from here on; the pipe must not fill up.
            _ = process.StandardOutput.ReadToEndAsync();
            return new Emulator(process, new Uri($"http://127.0.0.1:{line["listening ".Length..]}/"));
        }
        throw new InvalidOperationException($"The emulator {name} did not start: {await errors}");
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    /// <summary>The folder that holds the solution.</summary>
    public static string RepositoryRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder.TrimEnd('/')))
        {
            if (File.Exists(Path.Combine(folder, "SesMailEngine.slnx"))) return folder;
        }
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository.");
    }
}
