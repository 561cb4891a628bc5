using System.Text.Json;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Templates;

/// <summary>
/// Installs the starter templates: what is missing is installed, what has a lower version is updated, everything else is left
/// alone. A template that somebody changed keeps its changes as long as its version is not lower than the starter's.
/// </summary>
/// <param name="source">Where the starter templates are.</param>
/// <param name="destination">The stack's template bucket.</param>
/// <param name="log">Where it tells what it did.</param>
public sealed class TemplateSeeder(ITemplateStore source, ITemplateStore destination, ILog log)
{
    private const string MetadataFile = "metadata.json";

    // The limit of a template's file; a starter beyond it would not be sent either.
    private const int MaxFileBytes = 262_144;

    private enum Plan
    {
        Skip,
        Install,
        Update,
    }

    /// <summary>Brings the templates up to date. Interrupted, it completes its work when it is run again.</summary>
    /// <exception cref="PortException">A store failed otherwise than by denying access or not being there.</exception>
    public async Task<TemplateSeederResult> SeedAsync(CancellationToken cancellationToken)
    {
        List<string> installed = [], updated = [], skipped = [];
        TemplateSeederResult Result(TemplateSeederResult told) =>
            told with { Installed = installed, Updated = updated, Skipped = skipped };
        var current = "";
        try
        {
            var names = await FromSourceAsync(() => source.ListTemplatesAsync(cancellationToken));
            if (names.Count == 0) throw new SourceException(ErrorCodes.SeederNothingFound);
            foreach (var name in names)
            {
                current = name;
                var plan = await PlanAsync(name, cancellationToken);
                if (plan != Plan.Skip) await CopyAsync(name, cancellationToken);
                (plan switch { Plan.Install => installed, Plan.Update => updated, _ => skipped }).Add(name);
            }
        }
        catch (SourceException failure)
        {
            return Logged(Result(failure.Code == ErrorCodes.SeederNothingFound
                ? TemplateSeederResult.Stopped(failure.Code) : TemplateSeederResult.Stopped(failure.Code, failure.Message)));
        }
        catch (PortException failure) when (IsDenied(failure))
        {
            return Logged(Result(TemplateSeederResult.Stopped(
                ErrorCodes.SeederDestinationDenied, current, failure.Message)));
        }
        return Logged(Result(new()
        {
            Message = $"Installed {installed.Count}, updated {updated.Count}, skipped {skipped.Count}",
        }));
    }

    private async Task<Plan> PlanAsync(string name, CancellationToken cancellationToken)
    {
        var path = $"{name}/{MetadataFile}";
        var starter = await FromSourceAsync(() => source.ReadAsync(path, MaxFileBytes, cancellationToken));
        if (starter is null || VersionOf(name, starter) is not { } offered) return Plan.Skip;
        var present = await destination.ReadAsync(path, MaxFileBytes, cancellationToken);
        // Its metadata is written last, so a template without is one that was never completed.
        if (present is null) return Plan.Install;
        return VersionOf(name, present) is { } version && offered.CompareTo(version) > 0 ? Plan.Update : Plan.Skip;
    }

    private async Task CopyAsync(string name, CancellationToken cancellationToken)
    {
        var files = await FromSourceAsync(() => source.ListAsync(name, cancellationToken));
        foreach (var file in files.OrderBy(file => file == MetadataFile).ThenBy(file => file, StringComparer.Ordinal))
        {
            var path = $"{name}/{file}";
            var content = await FromSourceAsync(() => source.ReadAsync(path, MaxFileBytes, cancellationToken));
            if (content is null || content.Length > MaxFileBytes) continue;
            await destination.WriteAsync(path, content.Content, cancellationToken);
        }
    }

    // Null for metadata that cannot be read or names no version that can be compared: it is left for a person to look at.
    private SemanticVersion? VersionOf(string name, TemplateFile metadata)
    {
        try
        {
            using var document = JsonDocument.Parse(metadata.Content);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                if (!document.RootElement.TryGetProperty("version", out var version)) return SemanticVersion.None;
                var text = version.ValueKind == JsonValueKind.Number ? version.GetRawText() : version.GetString();
                if (string.IsNullOrEmpty(text)) return SemanticVersion.None;
                if (SemanticVersion.TryParse(text, out var parsed)) return parsed;
            }
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException)
        {
            // Told below, as is a version that is none.
        }
        log.Write(new(LogLevel.Warning, $"Template '{name}' is left alone: its metadata.json has no readable version")
        {
            Function = "TemplateSeeder",
            TemplateName = name,
        });
        return null;
    }

    private static async Task<T> FromSourceAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (PortException failure) when (IsDenied(failure))
        {
            throw new SourceException(ErrorCodes.SeederSourceDenied, failure);
        }
        catch (PortException failure) when (failure.ErrorName == "NoSuchBucket")
        {
            throw new SourceException(ErrorCodes.SeederNothingFound, failure);
        }
    }

    private static bool IsDenied(PortException failure) => failure.ErrorName is "AccessDenied" or "AccessDeniedException";

    private TemplateSeederResult Logged(TemplateSeederResult result)
    {
        log.Write(new(result.ErrorCode is null ? LogLevel.Info : LogLevel.Error, result.Message)
        {
            Function = "TemplateSeeder",
            ErrorCode = result.ErrorCode,
        });
        return result;
    }

    private sealed class SourceException(string code, PortException? cause = null) : Exception(cause?.Message, cause)
    {
        public string Code => code;
    }
}
