using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SesMailEngine.Cli.Commands;

namespace SesMailEngine.Cli.LoadTest;

// A host of our own: the same program, in a child process and a temporary folder.
internal sealed class LocalHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly string folder;

    private LocalHostProcess(Process process, string folder, Uri address)
    {
        this.process = process;
        this.folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    public long? PeakMemoryMegabytes
    {
        get
        {
            process.Refresh();
            return process.HasExited ? null : process.PeakWorkingSet64 / (1024 * 1024);
        }
    }

    public static async Task<LocalHostProcess> StartAsync(string stack, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("sesmailengine-loadtest-").FullName;
        var port = FreePort();
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Run by `dotnet sesmailengine.dll` the process is dotnet itself, and the program its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "sesmailengine.dll"));
        }
        foreach (var argument in (string[])["up", "--port", $"{port}", "--data", folder, "--stack", stack, "--set", "FeedbackDelay=0.2"])
        {
            start.ArgumentList.Add(argument);
        }
        var process = Process.Start(start) ?? throw new UsageException("The host did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var host = new LocalHostProcess(process, folder, new Uri($"http://127.0.0.1:{port}"));
        try
        {
            await host.WaitAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        using var http = new HttpClient();
        while (true)
        {
            if (process.HasExited) throw new UsageException("The host stopped while starting; run 'sesmailengine up' to see why.");
            try
            {
                using var answer = await http.GetAsync(new Uri(Address, "/health"), cancellationToken);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (clock.GetElapsedTime(started) < StartLimit)
            {
                // Not listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
