using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>PutTargets, RemoveTargets and ListTargetsByRule.</summary>
internal sealed class TargetOperations(ResourceNames names, BusNames buses, IEventBus bus)
{
    private const int MaxTargetsOfRule = 5;
    private const int MaxTargetsInRequest = 100;

    /// <summary>PutTargets: adds targets, or replaces those with the same id.</summary>
    public async Task PutAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var input = JsonInput.Parse(request);
        input.RootElement.RequireKnown("Rule", "EventBusName", "Targets");
        var (rule, old) = RequireRule(input.RootElement);
        var given = input.RootElement.List("Targets");
        if (given.Count is < 1 or > MaxTargetsInRequest)
            throw EventsErrors.Constraint($"of {given.Count} targets", "targets", $"Member must have length between 1 and {MaxTargetsInRequest}");
        var targets = given.Select(target => TargetReader.Read(target, names)).ToList();
        if (targets.DistinctBy(target => target.Id).Count() != targets.Count)
            throw AwsException.Validation("Two targets of the request have the same Id.");
        RefuseBuiltIn(rule);
        if (old.Select(target => target.Id).Union(targets.Select(target => target.Id)).Count() > MaxTargetsOfRule)
            throw EventsErrors.LimitExceeded();
        if (!await bus.PutTargetsAsync(rule, targets, cancellationToken)) throw EventsErrors.RuleNotFound(rule, buses.Stack);
        await WriteNoFailuresAsync(request, cancellationToken);
    }

    /// <summary>RemoveTargets: ids the rule does not have are no error.</summary>
    public async Task RemoveAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var input = JsonInput.Parse(request);
        input.RootElement.RequireKnown("Rule", "EventBusName", "Ids", "Force");
        var (rule, _) = RequireRule(input.RootElement);
        var ids = input.RootElement.Texts("Ids");
        if (ids.Count is < 1 or > MaxTargetsInRequest)
            throw EventsErrors.Constraint($"of {ids.Count} ids", "ids", $"Member must have length between 1 and {MaxTargetsInRequest}");
        RefuseBuiltIn(rule);
        if (!await bus.RemoveTargetsAsync(rule, ids, cancellationToken)) throw EventsErrors.RuleNotFound(rule, buses.Stack);
        await WriteNoFailuresAsync(request, cancellationToken);
    }

    /// <summary>ListTargetsByRule.</summary>
    public async Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var input = JsonInput.Parse(request);
        input.RootElement.RequireKnown("Rule", "EventBusName", "NextToken", "Limit");
        var (_, targets) = RequireRule(input.RootElement);
        var page = Page<BusTarget>.Cut(
            targets.OrderBy(target => target.Id, StringComparer.Ordinal), static target => target.Id, input.RootElement);
        await request.WriteJsonAsync(
            page,
            static (json, page) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("Targets");
                foreach (var target in page.Items) WriteTarget(json, target);
                json.WriteEndArray();
                page.WriteToken(json);
                json.WriteEndObject();
            },
            cancellationToken);
    }

    private (string Rule, IReadOnlyList<BusTarget> Targets) RequireRule(JsonElement input)
    {
        var rule = RuleName.Require(input, "Rule");
        var busName = buses.Require(input.Text("EventBusName"));
        var targets = busName == buses.Stack ? bus.TargetsOf(rule) : null;
        return (rule, targets ?? throw EventsErrors.RuleNotFound(rule, busName));
    }

    private void RefuseBuiltIn(string rule)
    {
        if (bus.Rules.Any(r => r.Name == rule && r.IsBuiltIn)) throw EventsErrors.Managed(rule);
    }

    private static Task WriteNoFailuresAsync(AwsRequest request, CancellationToken cancellationToken) =>
        request.WriteJsonAsync(
            0,
            static (json, failed) =>
            {
                json.WriteStartObject();
                json.WriteNumber("FailedEntryCount", failed);
                json.WriteStartArray("FailedEntries");
                json.WriteEndArray();
                json.WriteEndObject();
            },
            cancellationToken);

    private static void WriteTarget(Utf8JsonWriter json, BusTarget target)
    {
        json.WriteStartObject();
        json.WriteString("Id", target.Id);
        json.WriteString("Arn", target.Arn);
        if (target.Input is not null) json.WriteString("Input", target.Input);
        if (target.InputPath is not null) json.WriteString("InputPath", target.InputPath);
        if (target.InputTransformerJson is not null)
        {
            json.WritePropertyName("InputTransformer");
            json.WriteRawValue(target.InputTransformerJson);
        }
        if (target.RoleArn is not null) json.WriteString("RoleArn", target.RoleArn);
        if (target.HttpParametersJson is not null)
        {
            json.WritePropertyName("HttpParameters");
            json.WriteRawValue(target.HttpParametersJson);
        }
        if (target.MaximumRetryAttempts is not null || target.MaximumEventAgeInSeconds is not null)
        {
            json.WriteStartObject("RetryPolicy");
            if (target.MaximumRetryAttempts is { } attempts) json.WriteNumber("MaximumRetryAttempts", attempts);
            if (target.MaximumEventAgeInSeconds is { } age) json.WriteNumber("MaximumEventAgeInSeconds", age);
            json.WriteEndObject();
        }
        if (target.DeadLetterArn is not null)
        {
            json.WriteStartObject("DeadLetterConfig");
            json.WriteString("Arn", target.DeadLetterArn);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
