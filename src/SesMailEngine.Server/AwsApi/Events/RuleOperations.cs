using System.Text.Json;
using SesMailEngine.Core.Model.EventPatterns;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>PutRule, DescribeRule, ListRules, DeleteRule, EnableRule and DisableRule. Rules live on the stack's bus only.</summary>
internal sealed class RuleOperations(BusNames buses, IEventBus bus)
{
    private const int MaxRules = 300;
    private const int MaxDescription = 512;

    /// <summary>PutRule: makes a rule or replaces what is given of it.</summary>
    public async Task PutAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var input = JsonInput.Parse(request);
        input.RootElement.RequireKnown("Name", "EventBusName", "EventPattern", "ScheduleExpression", "State", "Description");
        var name = RuleName.Require(input.RootElement, "Name");
        var busName = RequireStackBus(input.RootElement);
        if (input.RootElement.Member("ScheduleExpression") is not null)
            throw AwsException.Validation("ScheduleExpression is supported only on the default event bus.");
        var pattern = input.RootElement.Text("EventPattern")
            ?? throw AwsException.Validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        if (!EventPattern.TryParse(pattern, out _, out var problem))
            throw new AwsException("InvalidEventPatternException", problem);
        var description = input.RootElement.Text("Description");
        if (description?.Length > MaxDescription)
            throw EventsErrors.Constraint("of its length", "description", $"Member must have length less than or equal to {MaxDescription}");

        var old = Find(name);
        if (old is { IsBuiltIn: true }) throw EventsErrors.Managed(name);
        if (old is null && bus.Rules.Count >= MaxRules) throw EventsErrors.LimitExceeded();
        await bus.PutRuleAsync(new BusRule(name, pattern, IsEnabled(input.RootElement), description), cancellationToken);
        await request.WriteJsonAsync(
            buses.RuleArn(busName, name),
            static (json, arn) =>
            {
                json.WriteStartObject();
                json.WriteString("RuleArn", arn);
                json.WriteEndObject();
            },
            cancellationToken);
    }

    /// <summary>DescribeRule.</summary>
    public async Task DescribeAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var input = JsonInput.Parse(request);
        input.RootElement.RequireKnown("Name", "EventBusName");
        var name = RuleName.Require(input.RootElement, "Name");
        var busName = buses.Require(input.RootElement.Text("EventBusName"));
        var rule = FindOn(busName, name) ?? throw EventsErrors.RuleNotFound(name, busName);
        await request.WriteJsonAsync((rule, this), static (json, s) => s.Item2.WriteRule(json, s.rule), cancellationToken);
    }

    /// <summary>ListRules.</summary>
    public async Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var input = JsonInput.Parse(request);
        input.RootElement.RequireKnown("EventBusName", "NamePrefix", "NextToken", "Limit");
        var busName = buses.Require(input.RootElement.Text("EventBusName"));
        var prefix = input.RootElement.Text("NamePrefix") ?? "";
        var rules = busName == buses.Stack ? bus.Rules : [];
        var page = Page<BusRule>.Cut(
            rules.Where(rule => rule.Name.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(rule => rule.Name, StringComparer.Ordinal),
            static rule => rule.Name, input.RootElement);
        await request.WriteJsonAsync(
            (page, this),
            static (json, s) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("Rules");
                foreach (var rule in s.page.Items) s.Item2.WriteRule(json, rule);
                json.WriteEndArray();
                s.page.WriteToken(json);
                json.WriteEndObject();
            },
            cancellationToken);
    }

    /// <summary>DeleteRule: a rule with targets stays; one that does not exist is no error, as on AWS.</summary>
    public async Task DeleteAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var input = JsonInput.Parse(request);
        input.RootElement.RequireKnown("Name", "EventBusName", "Force");
        var name = RuleName.Require(input.RootElement, "Name");
        var busName = buses.Require(input.RootElement.Text("EventBusName"));
        if (FindOn(busName, name) is { } rule)
        {
            if (rule.IsBuiltIn) throw EventsErrors.Managed(name);
            if (bus.TargetsOf(name) is { Count: > 0 })
                throw AwsException.Validation("Rule can't be deleted since it has targets.");
            await bus.DeleteRuleAsync(name, cancellationToken);
        }
        await request.WriteEmptyJsonAsync(cancellationToken);
    }

    /// <summary>EnableRule and DisableRule.</summary>
    public async Task SetEnabledAsync(AwsRequest request, bool enabled, CancellationToken cancellationToken)
    {
        using var input = JsonInput.Parse(request);
        input.RootElement.RequireKnown("Name", "EventBusName");
        var name = RuleName.Require(input.RootElement, "Name");
        var busName = buses.Require(input.RootElement.Text("EventBusName"));
        var rule = FindOn(busName, name) ?? throw EventsErrors.RuleNotFound(name, busName);
        if (rule.IsBuiltIn) throw EventsErrors.Managed(name);
        await bus.PutRuleAsync(rule with { Enabled = enabled }, cancellationToken);
        await request.WriteEmptyJsonAsync(cancellationToken);
    }

    private string RequireStackBus(JsonElement input)
    {
        var name = buses.Require(input.Text("EventBusName"));
        return name == buses.Stack ? name : throw AwsException.Validation(
            $"This host keeps no rules for the default event bus: name the bus {buses.Stack} in EventBusName.");
    }

    private BusRule? FindOn(string busName, string name) => busName == buses.Stack ? Find(name) : null;

    private BusRule? Find(string name) => bus.Rules.FirstOrDefault(rule => rule.Name == name);

    private static bool IsEnabled(JsonElement input) => input.Text("State") switch
    {
        null or "ENABLED" or "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" => true,
        "DISABLED" => false,
        _ => throw EventsErrors.Constraint(
            "given", "state",
            "Member must satisfy enum value set: [ENABLED, DISABLED, ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS]"),
    };

    private void WriteRule(Utf8JsonWriter json, BusRule rule)
    {
        json.WriteStartObject();
        json.WriteString("Name", rule.Name);
        json.WriteString("Arn", buses.RuleArn(buses.Stack, rule.Name));
        json.WriteString("EventPattern", rule.EventPattern);
        json.WriteString("State", rule.Enabled ? "ENABLED" : "DISABLED");
        if (rule.Description is not null) json.WriteString("Description", rule.Description);
        if (rule.IsBuiltIn) json.WriteString("ManagedBy", "sesmailengine");
        json.WriteString("EventBusName", buses.Stack);
        json.WriteEndObject();
    }
}
