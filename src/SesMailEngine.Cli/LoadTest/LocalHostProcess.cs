using System.Diagnostics;
using System.Globalization;
using SesMailEngine.Cli.Commands;
using SesMailEngine.Cli.Hosting;

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

    public long? MemoryMegabytes
    {
        get
        {
            process.Refresh();
            return process.HasExited ? null : process.WorkingSet64 / (1024 * 1024);
        }
    }

    public static async Task<LocalHostProcess> StartAsync(string stack, double? rate, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("sesmailengine-loadtest-").FullName;
        var port = HostProgram.FreePort();
        var start = HostProgram.Start("up", "--port", $"{port}", "--data", folder, "--stack", stack, "--set", "FeedbackDelay=0.2",
            "--set", string.Create(CultureInfo.InvariantCulture, $"MaxSendRate={rate ?? 0}"));
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
}
