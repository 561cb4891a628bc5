using System.Text.Json.Nodes;

namespace SesMailEngine.Core.Tests.Templates;

/// <summary>One starter template as it lies in the repository.</summary>
internal sealed record StarterTemplate(string Name, string Html, string Text, JsonObject Metadata)
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "starters");

    public JsonObject SampleData => (JsonObject)Metadata["sampleData"]!;

    public string[] RequiredVariables => Names("requiredVariables");

    public string[] OptionalVariables => Names("optionalVariables");

    public static StarterTemplate Read(string name)
    {
        string Content(string file) => File.ReadAllText(Path.Combine(Folder, name, file));
        return new(name, Content("template.html"), Content("template.txt"), (JsonObject)JsonNode.Parse(Content("metadata.json"))!);
    }

    private string[] Names(string key) => [.. ((JsonArray)Metadata[key]!).Select(node => node!.GetValue<string>())];
}
