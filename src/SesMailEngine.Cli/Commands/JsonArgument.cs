using System.Text.Json;
using SesMailEngine.Cli.Output;

namespace SesMailEngine.Cli.Commands;

// A JSON object given on the command line: as it is, in a file (@FILE or its path), or on standard input (-).
internal static class JsonArgument
{
    // Null when the option was not given.
    public static JsonElement? Read(string? argument, string option)
    {
        if (argument is null) return null;
        try
        {
            using var json = JsonDocument.Parse(Text(argument, option));
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.Clone()
                : throw new UsageException($"{option} takes a JSON object, for example '{{\"userName\":\"Ada\"}}'.");
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{option} is not JSON: {JsonText.Problem(exception)}");
        }
    }

    private static string Text(string argument, string option)
    {
        try
        {
            if (argument == "-") return Console.In.ReadToEnd();
            if (argument.StartsWith('@')) return File.ReadAllText(argument[1..]);
            return !argument.AsSpan().TrimStart().StartsWith("{") && File.Exists(argument) ? File.ReadAllText(argument) : argument;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {exception.Message}");
        }
    }
}
