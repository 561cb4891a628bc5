using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SesMailEngine.Lambda.Tests.Runtime;

namespace SesMailEngine.EndToEnd.Tests.Lambda;

/// <summary>One process of the functions' real executable, called through a Runtime API of its own.</summary>
internal sealed class NativeFunction : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LocalRuntimeApi api = new();
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = [];

    public NativeFunction(string executable, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Address;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it said so far.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>Its log lines about a mail.</summary>
    public IEnumerable<JsonElement> LogOf(string emailId) => lines.Where(line => line.Contains($"\"{emailId}\"")).Select(line => JsonElement.Parse(line));

    public Task<LocalRuntimeApi.Answer> InitErrorAsync() => api.InitError.WaitAsync(Patience);

    public async Task<string> InvokeAsync(string payload)
    {
        var answer = await CallAsync(payload);
        answer.ErrorType.ShouldBeNull(answer.Body + Output);
        return answer.Body;
    }

    public async Task<LocalRuntimeApi.Answer> CallAsync(string payload)
    {
        var answer = api.Enqueue(payload);
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(answer, ended).WaitAsync(Patience) == ended) throw new InvalidOperationException("The function ended: " + Output);
        return await answer;
    }

    public async Task<int> ExitCodeAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    /// <summary>The most memory it ever had, in MiB (proc(5), VmHWM).</summary>
    public double PeakMemory() => File.ReadLines($"/proc/{process.Id}/status").Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024).Single();

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        await api.DisposeAsync();
    }

    private void Keep(string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}
