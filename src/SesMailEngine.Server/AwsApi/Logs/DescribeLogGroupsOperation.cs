using System.Text.Json;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Logs;

/// <summary>DescribeLogGroups (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html).</summary>
internal sealed class DescribeLogGroupsOperation(LogGroups groups, ILogArchive archive, int retentionDays, DateTimeOffset createdAt)
{
    private const int MaxLimit = 50;
    private const string Scope = "DescribeLogGroups";

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var document = JsonInput.Parse(request);
        var input = document.RootElement;
        input.RequireKnown("logGroupNamePrefix", "logGroupNamePattern", "nextToken", "limit", "logGroupClass", "includeLinkedAccounts");
        if (input.Flag("includeLinkedAccounts") == true) throw AwsException.UnsupportedParameter("includeLinkedAccounts");
        var limit = input.Limit(MaxLimit);
        var after = input.Text("nextToken") is { } token ? LogsToken.ReadText(Scope, token) : "";
        var found = Select(input).Where(group => string.CompareOrdinal(group.Name, after) > 0).ToList();
        var page = new List<(LogGroup Group, long Bytes)>();
        foreach (var group in found.Take(limit)) page.Add((group, await archive.SizeAsync(group.Function, cancellationToken)));
        var next = found.Count > limit ? LogsToken.WriteText(Scope, found[limit - 1].Name) : null;
        await request.WriteJsonAsync((page, next, this), static (json, s) => s.Item3.Write(json, s.page, s.next), cancellationToken);
    }

    private IEnumerable<LogGroup> Select(JsonElement input)
    {
        var prefix = input.Text("logGroupNamePrefix");
        var pattern = input.Text("logGroupNamePattern");
        if (prefix is not null && pattern is not null)
            throw LogsErrors.Invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        if (prefix is not null) LogGroups.RequireName(prefix, "logGroupNamePrefix");
        if (pattern is { Length: > 0 }) LogGroups.RequireName(pattern, "logGroupNamePattern");
        var isStandard = input.Text("logGroupClass") switch
        {
            null or "STANDARD" => true,
            "INFREQUENT_ACCESS" or "DELIVERY" => false,
            _ => throw LogsErrors.Constraint(
                "given", "logGroupClass", "Member must satisfy enum value set: [STANDARD, INFREQUENT_ACCESS, DELIVERY]"),
        };
        return groups.All.Where(group => isStandard && group.Name.StartsWith(prefix ?? "", StringComparison.Ordinal)
            && group.Name.Contains(pattern ?? "", StringComparison.Ordinal)).OrderBy(group => group.Name, StringComparer.Ordinal);
    }

    private void Write(Utf8JsonWriter json, List<(LogGroup Group, long Bytes)> page, string? next)
    {
        json.WriteStartObject();
        json.WriteStartArray("logGroups");
        foreach (var (group, bytes) in page)
        {
            var arn = groups.Arn(group);
            json.WriteStartObject();
            json.WriteString("logGroupName", group.Name);
            json.WriteNumber("creationTime", createdAt.ToUnixTimeMilliseconds());
            json.WriteNumber("retentionInDays", retentionDays);
            json.WriteNumber("metricFilterCount", 0);
            json.WriteString("arn", arn + ":*");
            json.WriteNumber("storedBytes", bytes);
            json.WriteString("logGroupClass", "STANDARD");
            json.WriteString("logGroupArn", arn);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (next is not null) json.WriteString("nextToken", next);
        json.WriteEndObject();
    }
}
