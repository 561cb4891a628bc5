using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>Writes functions as GetFunction, GetFunctionConfiguration and ListFunctions show them.</summary>
/// <param name="names">The stack's names.</param>
/// <param name="changedAt">When the functions last changed.</param>
internal sealed class FunctionDescriptions(ResourceNames names, DateTimeOffset changedAt)
{
    /// <summary>The ARN of a function.</summary>
    public string ArnOf(string function) => names.Arn("lambda", $"function:{function}");

    /// <summary>Writes the configuration as an object, for a client of an endpoint.</summary>
    public void Write(Utf8JsonWriter json, LocalFunction function, string endpoint)
    {
        json.WriteStartObject();
        json.WriteString("FunctionName", function.Name);
        json.WriteString("FunctionArn", ArnOf(function.Name));
        json.WriteString("Runtime", "provided.al2023");
        json.WriteString("Handler", function.Name[(names.Stack.Length + 1)..]);
        json.WriteString("Role", $"arn:aws:iam::{names.AccountId}:role/{function.Name}");
        json.WriteNumber("CodeSize", 0);
        json.WriteString("Description", function.Description);
        json.WriteNumber("Timeout", function.Timeout);
        json.WriteNumber("MemorySize", function.MemorySize);
        json.WriteString("LastModified", changedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("Version", FunctionReference.Latest);
        json.WriteStartObject("Environment");
        json.WriteStartObject("Variables");
        foreach (var (name, value) in function.EnvironmentAt(endpoint)) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("State", "Active");
        json.WriteString("LastUpdateStatus", "Successful");
        json.WriteString("PackageType", "Zip");
        json.WriteStartArray("Architectures");
        json.WriteStringValue(function.Architecture);
        json.WriteEndArray();
        json.WriteStartObject("LoggingConfig");
        json.WriteString("LogFormat", "JSON");
        json.WriteString("LogGroup", function.LogGroup);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
