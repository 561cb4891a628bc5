using System.Collections;
using System.Text.Json;
using SesMailEngine.Cli.Commands;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model.Settings;

namespace SesMailEngine.Cli.Hosting;

// Where the host's settings come from, the winner first: --set, the environment, sesmailengine.json in the data folder.
internal static class SettingSources
{
    public const string FileName = "sesmailengine.json";
    public const string AccessKeyVariable = "SESMAILENGINE_ACCESS_KEY";
    public const string SecretKeyVariable = "SESMAILENGINE_SECRET_KEY";
    public const string DashboardPasswordVariable = "SESMAILENGINE_DASHBOARD_PASSWORD";
    private const string Prefix = "SESMAILENGINE_";

    // Secrets and not settings: they are no part of a settings file.
    private static readonly string[] Secrets = [AccessKeyVariable, SecretKeyVariable, DashboardPasswordVariable];

    public static SettingsValues Read(IEnumerable<string> assignments, string dataFolder)
    {
        var values = SettingsCatalogue.Read(
            [FromCommandLine(assignments), FromEnvironment(), FromFile(Path.Combine(dataFolder, FileName))], out var problems);
        if (problems.Count > 0) throw new UsageException(string.Join('\n', problems));
        return values;
    }

    private static List<SettingValue> FromCommandLine(IEnumerable<string> assignments)
    {
        var values = new List<SettingValue>();
        foreach (var assignment in assignments)
        {
            var equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw new UsageException($"--set takes Name=Value, not '{assignment}'.");
            values.Add(new(assignment[..equals], assignment[(equals + 1)..], "--set"));
        }
        // The last of two with one name wins, as on every command line.
        values.Reverse();
        return values;
    }

    private static IEnumerable<SettingValue> FromEnvironment() =>
        from DictionaryEntry variable in Environment.GetEnvironmentVariables()
        let name = (string)variable.Key
        where name.StartsWith(Prefix, StringComparison.Ordinal) && !Secrets.Contains(name)
        orderby name
        select new SettingValue(name[Prefix.Length..], (string?)variable.Value ?? "", $"environment {name}");

    private static List<SettingValue> FromFile(string path)
    {
        var values = new List<SettingValue>();
        if (!File.Exists(path)) return values;
        try
        {
            using var json = JsonDocument.Parse(
                File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (json.RootElement.ValueKind != JsonValueKind.Object) throw new UsageException($"{path} must hold a JSON object of settings.");
            foreach (var property in json.RootElement.EnumerateObject())
            {
                var value = property.Value.ValueKind switch
                {
                    JsonValueKind.String => property.Value.GetString()!,
                    JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => property.Value.GetRawText(),
                    _ => throw new UsageException($"{path}: '{property.Name}' must be text, a number, true or false."),
                };
                values.Add(new(property.Name, value, path));
            }
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{path} is not JSON: {JsonText.Problem(exception)}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: {exception.Message}");
        }
        return values;
    }
}
