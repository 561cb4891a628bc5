using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Ports;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine templates list: what is in the bucket.
internal static class TemplateListCommand
{
    private const int MaxFile = 1 << 20;

    public static Command Create()
    {
        var endpoint = new EndpointOptions();
        return new Command("list", "The templates in the bucket, with their versions.").On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var store = await ports.TemplatesAsync(cancellationToken);
            var names = await store.ListTemplatesAsync(cancellationToken);
            var rows = new JsonArray();
            foreach (var name in names)
            {
                var files = await store.ListAsync(name, cancellationToken);
                rows.Add((JsonNode)new JsonObject
                {
                    ["name"] = name,
                    ["version"] = await VersionAsync(store, name, cancellationToken),
                    ["files"] = new JsonArray([.. files.Select(f => JsonValue.Create(f))]),
                });
            }
            if (endpoint.IsJson(parsed)) Terminal.Json(rows);
            else
            {
                foreach (var row in rows) Terminal.Line($"{row!["name"]!.ToString(),-32}  [grey]{row["version"]?.ToString() ?? "no version",-10}  {row["files"]!.AsArray().Count} files[/]");
            }
            if (rows.Count == 0) Terminal.Errors.WriteLine("The bucket holds no template. Install the starters: sesmailengine seed");
            return ExitCodes.Success;
        });
    }

    private static async Task<string?> VersionAsync(ITemplateStore store, string name, CancellationToken cancellationToken)
    {
        var file = await store.ReadAsync($"{name}/metadata.json", MaxFile, cancellationToken);
        if (file is null || file.Content.IsEmpty) return null;
        try
        {
            using var json = JsonDocument.Parse(file.Content);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("version", out var version) ? version.ToString() : null;
        }
        catch (JsonException)
        {
            // 'template check' says what is wrong with it.
            return "unreadable";
        }
    }
}
