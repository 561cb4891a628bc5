namespace SesMailEngine.Benchmarks;

/// <summary>The bench's files: templates, their ports, contexts and expected outputs.</summary>
internal static class TemplateFiles
{
    internal static readonly string[] Names = ["small", "medium", "large"];

    internal static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Templates", file));

    internal static string Expected(string name) => Read(name + ".expected.html");
}
