using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SesMailEngine.Core.Errors;

namespace SesMailEngine.Core.Templates;

/// <summary>What the seeder did; its answer to whoever invoked it.</summary>
public sealed record TemplateSeederResult
{
    /// <summary>200, or 500 when it had to stop.</summary>
    public int StatusCode { get; init; } = 200;

    /// <summary>Templates that were not there.</summary>
    public IReadOnlyList<string> Installed { get; init; } = [];

    /// <summary>Templates of a lower version.</summary>
    public IReadOnlyList<string> Updated { get; init; } = [];

    /// <summary>Templates left as they are.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>The catalogue's code when it had to stop: <c>SEED001</c> to <c>SEED004</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>One sentence: what was done, or the catalogue's message.</summary>
    public required string Message { get; init; }

    /// <summary>The answer of a seeder that was started without a setting it needs.</summary>
    public static TemplateSeederResult MissingSetting(string name) => Stopped(ErrorCodes.SeederSettingMissing, name);

    /// <summary>The answer as JSON; <c>errorCode</c> is there only when it had to stop.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("statusCode", StatusCode);
            WriteNames(json, "installed", Installed);
            WriteNames(json, "updated", Updated);
            WriteNames(json, "skipped", Skipped);
            if (ErrorCode is not null) json.WriteString("errorCode", ErrorCode);
            json.WriteString("message", Message);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The answer of a seeder that had to stop.</summary>
    internal static TemplateSeederResult Stopped(string code, params ReadOnlySpan<string> arguments) => new()
    {
        StatusCode = 500,
        ErrorCode = code,
        Message = ErrorCatalogue.Format(code, arguments),
    };

    private static void WriteNames(Utf8JsonWriter json, string property, IReadOnlyList<string> names)
    {
        json.WriteStartArray(property);
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
