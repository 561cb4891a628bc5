using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Bus;

/// <summary>The rows of rules and targets.</summary>
internal sealed class RuleTable
{
    private readonly Statement _putRule;
    private readonly Statement _deleteRule;
    private readonly Statement _putTarget;
    private readonly Statement _deleteTarget;
    private readonly Database _database;

    /// <summary>Prepares the statements.</summary>
    public RuleTable(Database database)
    {
        _database = database;
        _putRule = database.Prepare("INSERT OR REPLACE INTO bus_rule VALUES (?1, ?2, ?3, ?4)");
        _deleteRule = database.Prepare("DELETE FROM bus_rule WHERE name = ?1");
        _putTarget = database.Prepare("INSERT OR REPLACE INTO bus_target VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
        _deleteTarget = database.Prepare("DELETE FROM bus_target WHERE rule = ?1 AND id = ?2");
    }

    /// <summary>All rules with their targets.</summary>
    public IReadOnlyList<CompiledRule> All(FunctionEndpoints functions)
    {
        var targets = new List<(string Rule, BusTarget Target)>();
        var rows = _database.Prepare("SELECT * FROM bus_target");
        while (rows.Step())
        {
            targets.Add((rows.Text(0), new BusTarget(rows.Text(1), rows.Text(2), rows.TextOrNull(3), rows.TextOrNull(4),
                rows.TextOrNull(5), rows.TextOrNull(6))
            {
                RoleArn = rows.TextOrNull(7),
                HttpParametersJson = rows.TextOrNull(8),
                MaximumRetryAttempts = (int?)rows.LongOrNull(9),
                MaximumEventAgeInSeconds = (int?)rows.LongOrNull(10),
            }));
        }
        var ofRule = targets.ToLookup(t => t.Rule, t => t.Target, StringComparer.Ordinal);
        var rules = new List<CompiledRule>();
        rows = _database.Prepare("SELECT * FROM bus_rule ORDER BY name");
        while (rows.Step())
        {
            var rule = new BusRule(rows.Text(0), rows.Text(1), rows.Long(2) != 0, rows.TextOrNull(3));
            rules.Add(CompiledRule.Of(rule, ofRule[rule.Name], functions));
        }
        return rules;
    }

    /// <summary>Writes a rule.</summary>
    public void Put(BusRule rule) =>
        _putRule.Bind(1, rule.Name).Bind(2, rule.EventPattern).Bind(3, rule.Enabled ? 1 : 0).Bind(4, rule.Description).Run();

    /// <summary>Removes a rule.</summary>
    public void Delete(string name) => _deleteRule.Bind(1, name).Run();

    /// <summary>Writes a target.</summary>
    public void PutTarget(string rule, BusTarget target) =>
        _putTarget.Bind(1, rule).Bind(2, target.Id).Bind(3, target.Arn).Bind(4, target.Input).Bind(5, target.InputPath)
            .Bind(6, target.InputTransformerJson).Bind(7, target.DeadLetterArn).Bind(8, target.RoleArn)
            .Bind(9, target.HttpParametersJson).Bind(10, target.MaximumRetryAttempts).Bind(11, target.MaximumEventAgeInSeconds).Run();

    /// <summary>Removes a target.</summary>
    public void DeleteTarget(string rule, string id) => _deleteTarget.Bind(1, rule).Bind(2, id).Run();
}
