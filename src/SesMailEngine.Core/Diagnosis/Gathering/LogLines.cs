using System.Text.Json;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Diagnosis.Gathering;

/// <summary>Reads the engine's own log lines; a line of the platform's stays as it is.</summary>
internal static class LogLines
{
    public static LogFacts Read(LoggedLine line)
    {
        try
        {
            using var json = JsonDocument.Parse(line.Text);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return new(line.At, line.Function, line.Text.Trim(), null);
            return new(line.At, line.Function, Text(json.RootElement, "message") ?? line.Text.Trim(), Text(json.RootElement, "errorCode"));
        }
        catch (JsonException)
        {
            return new(line.At, line.Function, line.Text.Trim(), null);
        }
    }

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
