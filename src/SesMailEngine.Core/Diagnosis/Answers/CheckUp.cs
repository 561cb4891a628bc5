using System.Globalization;

namespace SesMailEngine.Core.Diagnosis.Answers;

/// <summary>The check-up of a whole stack.</summary>
public sealed record CheckUp
{
    /// <summary>Makes one; every finding goes through <see cref="AdviceRules"/>.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <param name="items">The checks, in the order they are shown.</param>
    public CheckUp(string stack, IEnumerable<CheckUpItem> items)
    {
        Stack = stack;
        Items = [.. items.Select(item => item with { Findings = [.. item.Findings.Select(AdviceRules.Apply)] })];
    }

    /// <summary>The stack's name.</summary>
    public string Stack { get; }

    /// <summary>The checks.</summary>
    public IReadOnlyList<CheckUpItem> Items { get; }

    /// <summary>The worst state.</summary>
    public CheckState State => Items.Count == 0 ? CheckState.Fail : Items.Max(item => item.State);

    /// <summary>The last line: how it stands, in one sentence.</summary>
    public string Summary
    {
        get
        {
            var failed = Items.Where(item => item.State == CheckState.Fail).ToArray();
            var warned = Items.Count(item => item.State == CheckState.Warn);
            if (failed.Length > 0)
            {
                var code = failed.SelectMany(item => item.Findings).MaxBy(finding => finding.Severity)?.Code;
                return string.Create(CultureInfo.InvariantCulture,
                    $"{Stack} needs attention: {failed.Length} of {Items.Count} checks failed ({string.Join(", ", failed.Select(item => item.Name))}){(code is null ? "" : $"; begin with {code}")}.");
            }
            return warned > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{Stack} works; {warned} of {Items.Count} checks ask for a look.")
                : string.Create(CultureInfo.InvariantCulture, $"{Stack} is well: {Items.Count} checks passed.");
        }
    }
}
