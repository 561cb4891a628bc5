using System.Text;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Fakes;

/// <summary>The template bucket in memory; paths are relative to <c>templates/</c>.</summary>
public sealed class FakeTemplateStore : ITemplateStore
{
    private readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Errors to throw, and call counts.</summary>
    public Faults Faults { get; } = new();

    /// <summary>Puts a file.</summary>
    public FakeTemplateStore With(string path, string content)
    {
        lock (gate) files[path] = Encoding.UTF8.GetBytes(content);
        return this;
    }

    /// <summary>Puts the three files of a template.</summary>
    public FakeTemplateStore WithTemplate(
        string name, string html = "<p>Hello</p>", string text = "Hello", string metadata = """{"subject":"Hi"}""") =>
        With($"{name}/template.html", html).With($"{name}/template.txt", text).With($"{name}/metadata.json", metadata);

    /// <summary>Removes a file.</summary>
    public FakeTemplateStore Without(string path)
    {
        lock (gate) files.Remove(path);
        return this;
    }

    /// <summary>A file's text, which must be there.</summary>
    public string Text(string path)
    {
        lock (gate) return Encoding.UTF8.GetString(files[path]);
    }

    /// <inheritdoc/>
    public Task<TemplateFile?> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(ReadAsync), cancellationToken);
        lock (gate)
        {
            return Task.FromResult(files.TryGetValue(path, out var content)
                ? new TemplateFile(content.Length > maxBytes ? default(ReadOnlyMemory<byte>) : content, content.Length)
                : null);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(string templateName, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(ListAsync), cancellationToken);
        var prefix = templateName + "/";
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<string>>(
                [.. files.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k[prefix.Length..])]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListTemplatesAsync(CancellationToken cancellationToken)
    {
        Faults.Check(nameof(ListTemplatesAsync), cancellationToken);
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<string>>(
                [.. files.Keys.Where(k => k.Contains('/')).Select(k => k[..k.IndexOf('/')]).Distinct(StringComparer.Ordinal)]);
        }
    }

    /// <inheritdoc/>
    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(WriteAsync), cancellationToken);
        lock (gate) files[path] = content.ToArray();
        return Task.CompletedTask;
    }
}
