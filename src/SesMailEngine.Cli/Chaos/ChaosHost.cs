using System.Diagnostics;
using System.Globalization;
using SesMailEngine.Cli.Commands;
using SesMailEngine.Cli.Hosting;

namespace SesMailEngine.Cli.Chaos;

// The real program on the run's data folder, always on the same port: started, killed with SIGKILL, started again.
internal sealed class ChaosHost(ChaosPlan plan, TimeProvider clock) : IDisposable
{
    private const int KeptLines = 40;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(15);

    private readonly int port = HostProgram.FreePort();
    private readonly Queue<string> lines = new();
    private readonly HttpClient http = new();
    private Process? process;

    public Uri Address => new($"http://127.0.0.1:{port}");

    // When the data file was written last: only the copying of the log does that.
    public DateTime DataFileWritten => File.GetLastWriteTimeUtc(Path.Combine(plan.DataFolder, "sesmailengine.db"));

    public bool HasEnded => process!.HasExited;

    public void Start()
    {
        process?.Dispose();
        string[] settings = [.. ChaosPlan.Settings.SelectMany(setting => new[] { "--set", setting })];
        var start = HostProgram.Start(["up", "--port", $"{port}", "--data", plan.DataFolder, "--stack", ChaosPlan.Stack, .. settings]);
        start.RedirectStandardError = true;
        process = Process.Start(start) ?? throw new UsageException("The host did not start.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (!await AnswersAsync(cancellationToken))
        {
            if (process!.HasExited) throw new UsageException($"The host ended by itself with exit code {process.ExitCode}: {Output()}");
            if (clock.GetElapsedTime(started) > StartLimit) throw new UsageException($"The host did not answer in time: {Output()}");
            await Task.Delay(PollEvery, clock, cancellationToken);
        }
    }

    // SIGKILL: nothing is finished, nothing is flushed. False when it had ended by itself before.
    public async Task<bool> KillAsync()
    {
        if (process is null) return false;
        var wasRunning = !process.HasExited;
        if (wasRunning) process.Kill();
        await process.WaitForExitAsync();
        return wasRunning;
    }

    // SIGTERM.
    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        await TerminateAsync(cancellationToken);
        await process!.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (process is { HasExited: false }) process.Kill();
        process?.Dispose();
        http.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, "/health"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > KeptLines) lines.Dequeue();
        }
    }

    private string Output()
    {
        lock (lines) return string.Join(Environment.NewLine, lines);
    }
}
