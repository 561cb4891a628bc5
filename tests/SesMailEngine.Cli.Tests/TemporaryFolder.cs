namespace SesMailEngine.Cli.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sesmailengine-cli-").FullName;

    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public string Template(string name, string html = "<p>Hello {{ name }}</p>", string text = "Hello {{ name }}", string? metadata = null)
    {
        Write($"{name}/template.html", html);
        Write($"{name}/template.txt", text);
        Write($"{name}/metadata.json", metadata ?? """{"subject":"Hi {{ name }}","requiredVariables":["name"],"sampleData":{"name":"Maya"}}""");
        return System.IO.Path.Combine(Path, name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
