using System.Text.RegularExpressions;

namespace SesMailEngine.Architecture.Tests.Documents;

/// <summary>The documents as they lie in the repository.</summary>
internal static partial class Pages
{
    /// <summary>The repository's folder.</summary>
    public static readonly string Root = FindRoot();

    /// <summary>README, CONTRIBUTING and everything below docs, as paths from the root.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md",
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public static string Read(string page) => File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");

    /// <summary>The code of a page: the lines of its fences, and what stands between back-quotes.</summary>
    public static (IReadOnlyList<string> Lines, IReadOnlyList<string> Words) Code(string page)
    {
        var text = Read(page);
        var lines = Fence().Matches(text).SelectMany(fence => fence.Groups[1].Value.Split('\n')).ToList();
        return (lines, [.. InlineCode().Matches(Fence().Replace(text, "")).Select(code => code.Groups[1].Value)]);
    }

    /// <summary>A page without its fences: what links and headings are read from.</summary>
    public static string Prose(string page) => Fence().Replace(Read(page), "");

    /// <summary>The page with the generated part replaced; the whole page when <paramref name="name"/> is null.</summary>
    /// <remarks>With the environment variable UPDATE_DOCUMENTS set it is written, too.</remarks>
    public static (string Is, string ShouldBe) Generated(string page, string? name, string content)
    {
        var path = Path.Combine(Root, page);
        var text = File.Exists(path) ? Read(page) : "";
        var wanted = content;
        if (name is not null)
        {
            var begin = $"<!-- generated: {name} -->\n";
            var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
            var to = text.IndexOf("<!-- end -->", from, StringComparison.Ordinal);
            wanted = text[..from] + content + text[to..];
        }
        if (Environment.GetEnvironmentVariable("UPDATE_DOCUMENTS") is { Length: > 0 })
        {
            File.WriteAllText(path, wanted);
            text = wanted;
        }
        return (text, wanted);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SesMailEngine.slnx"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException("The tests of the documents run in a checkout of the repository.");
    }

    [GeneratedRegex("^ *```[a-z]*\n(.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InlineCode();
}
