using System.Globalization;
using System.Text.Json.Nodes;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Cli.Deploy;

// sesmailengine-install.log in the current folder: one JSON object a line, appended. Addresses are masked, credentials are never in it.
internal sealed class DeployLog : IDisposable
{
    public const string FileName = "sesmailengine-install.log";

    private readonly StreamWriter? writer;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private string[] secrets = [];

    public DeployLog(string folder, TimeProvider time)
    {
        this.time = time;
        Path = System.IO.Path.Combine(folder, FileName);
        try
        {
            writer = new StreamWriter(Path, append: true) { AutoFlush = true };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Problem = exception.Message;
        }
    }

    public string Path { get; }

    // Why there is no log; null when there is one.
    public string? Problem { get; }

    // What must not be written, should a service repeat it.
    public void Hide(params IEnumerable<string?> values) => secrets = [.. values.Where(value => value is { Length: > 8 }).Select(value => value!)];

    public void Write(string level, string message, params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        if (writer is null) return;
        var line = new JsonObject
        {
            ["time"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["level"] = level,
            ["message"] = Clean(message),
        };
        foreach (var (name, value) in fields)
        {
            if (value is not null) line[name] = Clean(value);
        }
        lock (gate) writer.WriteLine(line.ToJsonString());
    }

    public void Dispose() => writer?.Dispose();

    private string Clean(string text)
    {
        foreach (var secret in secrets) text = text.Replace(secret, "***", StringComparison.Ordinal);
        return AddressMasking.Mask(text);
    }
}
