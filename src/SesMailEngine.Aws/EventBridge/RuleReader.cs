using System.Text.Json;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Aws.EventBridge;

/// <summary>
/// The rules on the stack's bus: ListRules and ListTargetsByRule
/// (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html).
/// </summary>
/// <param name="calls">The calls.</param>
/// <param name="names">The bus's name.</param>
public sealed class RuleReader(PortCalls calls, ResourceNames names) : IRuleReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<RuleReading>> ListAsync(CancellationToken cancellationToken)
    {
        var rules = new List<RuleReading>();
        await foreach (var rule in PagesAsync("ListRules", "Rules", _ => { }, cancellationToken).ConfigureAwait(false))
        {
            var name = rule.Require("Name");
            var targets = new List<RuleTargetReading>();
            var ofRule = PagesAsync("ListTargetsByRule", "Targets", json => json.WriteString("Rule", name), cancellationToken);
            await foreach (var target in ofRule.ConfigureAwait(false))
            {
                targets.Add(new RuleTargetReading(target.Require("Id"), target.Require("Arn"), target.Field("DeadLetterConfig")?.Text("Arn")));
            }
            rules.Add(new RuleReading(name, rule.Text("State") != "DISABLED", rule.Text("EventPattern") ?? "", targets)
            {
                Description = rule.Text("Description"),
            });
            if (rules.Count == IRuleReader.MaxRules) break;
        }
        return [.. rules.OrderBy(rule => rule.Name, StringComparer.Ordinal)];
    }

    private async IAsyncEnumerable<JsonElement> PagesAsync(
        string operation, string list, Action<Utf8JsonWriter> write,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var answer = await calls.JsonAsync(
                "events", "AWSEvents." + operation, "1.1",
                json =>
                {
                    json.WriteString("EventBusName", names.EventBus);
                    write(json);
                    if (token is not null) json.WriteString("NextToken", token);
                },
                cancellationToken).ConfigureAwait(false);
            foreach (var item in answer.Items(list)) yield return item;
            token = answer.Text("NextToken");
        }
        while (token is not null);
    }
}
