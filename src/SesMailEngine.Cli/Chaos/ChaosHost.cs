using System.Diagnostics;
using System.Globalization;
using SesMailEngine.Cli.Chaos.Faults;
using SesMailEngine.Cli.Commands;
using SesMailEngine.Cli.Hosting;

namespace SesMailEngine.Cli.Chaos;

// The real program on the run's data folder, always on the same port: started, killed with SIGKILL, started again.
internal sealed class ChaosHost(ChaosPlan plan, TimeProvider clock) : IDisposable
{
    // Until its first look at the limit a process dies of a file grown too large; so it is told to take it as an error.
    private const string IgnoringTheSignal = "trap '' XFSZ; exec \"$0\" \"$@\"";
    private const int LatestJump = 1_500;
    private const int LongestJumpBack = 10;
    private const int LongestJumpAhead = 300;
    private const int KeptLines = 40;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(15);

    private readonly int port = HostProgram.FreePort();
    private readonly Queue<string> lines = new();
    private readonly HttpClient http = new();
    private readonly Random random = new(plan.Seed + 3);
    private Process? process;
    private int secondsAhead;
    private int starts;
    private (int Failures, int Jumps) told;
    private (int Failures, int Jumps) toldBefore;

    // Nothing can be written while a file may not grow: needs Linux's prlimit.
    public static bool CanFillTheDisk { get; } = OperatingSystem.IsLinux() && File.Exists("/usr/bin/prlimit");

    public Uri Address => new($"http://127.0.0.1:{port}");

    // When the data file was written last: only the copying of the log does that.
    public DateTime DataFileWritten => File.GetLastWriteTimeUtc(Path.Combine(plan.DataFolder, "sesmailengine.db"));

    public bool HasEnded => process!.HasExited;

    // Calls of the engine's ports that failed, as far as the host could tell.
    public int CallsFailed { get { lock (lines) return toldBefore.Failures + told.Failures; } }

    // How often the clock was set while the host ran.
    public int ClockJumps { get { lock (lines) return toldBefore.Jumps + told.Jumps; } }

    // With faults its ports fail and its clock jumps, else it goes on with the time of day of the last one.
    public void Start(bool hasFaults)
    {
        process?.Dispose();
        lock (lines) (toldBefore, told) = ((CallsFailed, ClockJumps), default);
        string[] settings = [.. ChaosPlan.Settings.SelectMany(setting => new[] { "--set", setting })];
        var start = HostProgram.Start(["up", "--port", $"{port}", "--data", plan.DataFolder, "--stack", ChaosPlan.Stack, .. settings]);
        start.ArgumentList.Add(FaultyHost.Option);
        start.ArgumentList.Add(Faults(hasFaults));
        if (CanFillTheDisk)
        {
            foreach (var argument in (string[])[start.FileName, IgnoringTheSignal, "-c"]) start.ArgumentList.Insert(0, argument);
            start.FileName = "/bin/sh";
        }
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

    // From now on nothing can be written, or all can be again.
    public async Task FillDiskAsync(bool isFull, CancellationToken cancellationToken)
    {
        using var limit = Process.Start(
            "/usr/bin/prlimit", ["--pid", process!.Id.ToString(CultureInfo.InvariantCulture), isFull ? "--fsize=0:unlimited" : "--fsize=unlimited:unlimited"]);
        await limit.WaitForExitAsync(cancellationToken);
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

    private string Faults(bool hasFaults)
    {
        var before = secondsAhead;
        if (hasFaults) secondsAhead += random.Next(5) < 3 ? random.Next(LongestJumpAhead) : -random.Next(LongestJumpBack);
        return string.Create(
            CultureInfo.InvariantCulture, $"{(hasFaults ? plan.Seed + ++starts : 0)},{before},{secondsAhead},{random.Next(LatestJump)}");
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
            if (line.StartsWith(FaultyHost.Told, StringComparison.Ordinal) && line[FaultyHost.Told.Length..].Split(' ') is [var failures, var jumps])
            {
                told = (int.Parse(failures, CultureInfo.InvariantCulture), int.Parse(jumps, CultureInfo.InvariantCulture));
                return;
            }
            lines.Enqueue(line);
            if (lines.Count > KeptLines) lines.Dequeue();
        }
    }

    public string Output()
    {
        lock (lines) return string.Join(Environment.NewLine, lines);
    }
}
