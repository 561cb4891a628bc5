using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Commands;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Cli.Suppression;

// Suppression lists in files: CSV as RFC 4180 has it, or JSON, one object a line or one array.
internal static class SuppressionFile
{
    public const string Header = "email,suppressionType,reason,addedToSuppressionDate,emailId,bounceSubType,diagnosticCode";
    public const int MaxEntries = 200_000;
    private const long MaxBytes = 64 << 20;

    public static SuppressionFormat FormatOf(FileInfo file) => file.Extension.ToLowerInvariant() switch
    {
        ".csv" => SuppressionFormat.Csv,
        ".json" or ".jsonl" => SuppressionFormat.Json,
        _ => throw new UsageException($"{file.Name} is neither *.csv nor *.json."),
    };

    public static string Write(SuppressionEntry entry, SuppressionFormat format) => format == SuppressionFormat.Json
        ? SuppressionCommand.ToJson(entry).ToJsonString()
        : string.Join(',', ((string?[])[
            entry.Email, entry.Type.ToWireName(), entry.Reason, entry.AddedAt.ToWire(), entry.EmailId, entry.BounceSubType, entry.DiagnosticCode,
        ]).Select(Quoted));

    public static IReadOnlyList<(int Line, SuppressionEntry Entry)> Read(FileInfo file, DateTimeOffset now, out List<string> problems)
    {
        problems = [];
        var format = FormatOf(file);
        string text;
        try
        {
            if (file.Length > MaxBytes) throw new UsageException($"{file.Name} is larger than 64 MiB: split it.");
            text = File.ReadAllText(file.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Cannot read {file.FullName}: {exception.Message}");
        }
        var found = new List<(int, SuppressionEntry)>();
        foreach (var (line, fields, problem) in format == SuppressionFormat.Csv ? Csv(text) : Json(text))
        {
            if (found.Count == MaxEntries) throw new UsageException($"{file.Name} has more than {MaxEntries} entries: split it.");
            var wrong = problem;
            var entry = fields is null ? null : Entry(fields, now, out wrong);
            if (entry is not null) found.Add((line, entry));
            else problems.Add($"line {line}: {wrong}");
        }
        if (found.Count == 0 && problems.Count == 0) problems.Add("the file holds no entry");
        return found;
    }

    private static SuppressionEntry? Entry(IReadOnlyDictionary<string, string> fields, DateTimeOffset now, out string? problem)
    {
        problem = null;
        string? Field(string name) => fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
        if (Field("email") is not { } email || !EmailAddress.TryParse(email.Trim(), out var address)) problem = $"'{Field("email")}' is no e-mail address";
        else if (!SuppressionReasons.TryParseType(Field("suppressionType") ?? "manual", out _)) problem = $"suppressionType '{Field("suppressionType")}' is none of bounce, complaint, manual";
        else if (Field("addedToSuppressionDate") is { } date && !WireTime.TryParse(date, out _)) problem = $"addedToSuppressionDate '{date}' is no ISO 8601 time";
        else if (fields.Values.FirstOrDefault(value => value.Length > 2000) is not null) problem = "a field is longer than 2000 characters";
        else
        {
            _ = SuppressionReasons.TryParseType(Field("suppressionType") ?? "manual", out var type);
            return new SuppressionEntry
            {
                Email = address!.ComparisonKey,
                Type = type,
                Reason = Field("reason") ?? type switch
                {
                    SuppressionType.Bounce => SuppressionReasons.HardBounce,
                    SuppressionType.Complaint => SuppressionReasons.SpamComplaint,
                    _ => SuppressionReasons.Manual,
                },
                AddedAt = (WireTime.TryParse(Field("addedToSuppressionDate"), out var at) ? at : now).ToMilliseconds(),
                EmailId = Field("emailId"),
                BounceSubType = Field("bounceSubType"),
                DiagnosticCode = Field("diagnosticCode"),
            };
        }
        return null;
    }

    private static IEnumerable<(int Line, IReadOnlyDictionary<string, string>? Fields, string? Problem)> Csv(string text)
    {
        List<string>? header = null;
        foreach (var (line, row) in Rows(text.TrimStart('\uFEFF')))
        {
            if (row is [""]) continue;
            if (header is null)
            {
                header = row;
                if (header.Contains("email", StringComparer.Ordinal)) continue;
                // A bare list of addresses is a list too.
                if (row is not [var only] || !only.Contains('@', StringComparison.Ordinal))
                {
                    yield return (line, null, "the first line has no column 'email'");
                    yield break;
                }
                header = ["email"];
            }
            if (row.Count != header.Count) yield return (line, null, $"{row.Count} fields where the header has {header.Count}");
            else yield return (line, header.Zip(row).GroupBy(pair => pair.First).ToDictionary(g => g.Key, g => g.First().Second, StringComparer.Ordinal), null);
        }
    }

    private static IEnumerable<(int Line, List<string> Row)> Rows(string text)
    {
        var (line, start, i) = (1, 1, 0);
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n') line++;
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') { field.Append('"'); i++; }
                else quoted = false;
            }
            else if (c == '"' && field.Length == 0) quoted = true;
            else if (c == ',') Take();
            else if (c == '\n')
            {
                Take();
                yield return (start, row);
                (row, start) = ([], line);
            }
            else if (c != '\r') field.Append(c);
        }
        if (field.Length > 0 || row.Count > 0)
        {
            Take();
            yield return (start, row);
        }

        void Take()
        {
            row.Add(field.ToString());
            field.Clear();
        }
    }

    private static IEnumerable<(int Line, IReadOnlyDictionary<string, string>? Fields, string? Problem)> Json(string text)
    {
        if (text.TrimStart().StartsWith('['))
        {
            JsonArray? all = null;
            string? problem = null;
            try
            {
                all = JsonNode.Parse(text) as JsonArray;
            }
            catch (JsonException exception)
            {
                problem = Output.JsonText.Problem(exception);
            }
            if (all is null) yield return (1, null, problem ?? "no array");
            for (var i = 0; i < (all?.Count ?? 0); i++) yield return Fields(i + 1, all![i]);
            yield break;
        }
        var line = 0;
        foreach (var one in text.Split('\n'))
        {
            line++;
            if (string.IsNullOrWhiteSpace(one)) continue;
            JsonNode? node = null;
            try
            {
                node = JsonNode.Parse(one);
            }
            catch (JsonException)
            {
                // Told as a problem of this line.
            }
            yield return Fields(line, node);
        }
    }

    private static (int Line, IReadOnlyDictionary<string, string>? Fields, string? Problem) Fields(int line, JsonNode? node)
    {
        if (node is not JsonObject json) return (line, null, "no JSON object");
        return json.Any(pair => pair.Value is not (null or JsonValue))
            ? (line, null, "a field that is no text")
            : (line, json.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "", StringComparer.Ordinal), null);
    }

    private static string Quoted(string? field)
    {
        if (field is null) return "";
        // A spreadsheet takes these for a formula.
        if (field is ['=' or '+' or '-' or '@', ..]) field = "'" + field;
        return field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}
