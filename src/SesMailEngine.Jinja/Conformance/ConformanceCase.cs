using System.Text.Json;

namespace SesMailEngine.Jinja.Conformance;

/// <summary>One line of a conformance corpus: a template, its context, and what Jinja2 made of it.</summary>
public sealed class ConformanceCase
{
    private ConformanceCase(JsonElement json) => Json = json;

    /// <summary>The case's id, <c>category/name</c>.</summary>
    public string Id => Json.GetProperty("id").GetString()!;

    internal JsonElement Json { get; }

    internal string Source => Json.GetProperty("template").GetString()!;

    /// <summary>What newer releases of Jinja2 give, if that differs, else what the reference gives.</summary>
    internal JsonElement Expected => Json.TryGetProperty("newer", out var newer) ? newer : Json.GetProperty("expect");

    /// <summary>Reads one line.</summary>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public static ConformanceCase Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        return new ConformanceCase(document.RootElement.Clone());
    }
}
