using SesMailEngine.Core.Errors;

namespace SesMailEngine.Core.Diagnosis.Answers;

/// <summary>
/// What no answer may advise, whichever tree made it: taking a complaint off the suppression list, taking anything else off
/// without saying what that costs, and raising the bounce-rate threshold before everything else was tried.
/// <see cref="DiagnosisAnswer"/> sends every finding through here.
/// </summary>
public static class AdviceRules
{
    /// <summary>What is said wherever an entry could be removed.</summary>
    public const string RemovalRisk =
        "Risk: mail to an address that still does not work bounces again, and bounces damage the account's reputation with SES.";

    /// <summary>What is said wherever the threshold could be raised.</summary>
    public const string ThresholdRisk =
        "Not recommended, and only when all else is done: AWS reviews accounts at 5 % bounces and pauses them at about 10 %.";

    private static readonly string[] RemovalWords =
        ["suppression remove", "delete-item", "remove the entry", "take the entry", "off the suppression list", "delete the suppression"];

    /// <summary>The finding with the steps that may be given, and with what must be said beside them.</summary>
    public static Finding Apply(Finding finding)
    {
        IEnumerable<FixStep> steps = finding.Steps;
        if (IsAboutComplaint(finding)) steps = steps.Where(step => !Removes(step));
        steps = steps.Select(step => Removes(step) ? WithRisk(step, RemovalRisk) : step)
            .Select(step => RaisesThreshold(step) ? WithRisk(step, ThresholdRisk) : step);
        // Stable: whatever raises the threshold goes to the end, everything else stays in order.
        var ordered = steps.OrderBy(RaisesThreshold).ToArray();
        // Alone it would be the first option.
        if (ordered.Length > 0 && RaisesThreshold(ordered[0])) ordered = [];
        return finding with { Steps = ordered };
    }

    /// <summary>True for a step that takes an entry off the suppression list.</summary>
    public static bool Removes(FixStep step) =>
        !Forbids(step.Text) && RemovalWords.Any(word => Says(step.Text, word) || Says(step.Command, word));

    /// <summary>True for a step that raises the bounce-rate threshold.</summary>
    public static bool RaisesThreshold(FixStep step) =>
        !Forbids(step.Text) && ((Says(step.Text, "BounceRateThreshold") && Says(step.Text, "raise")) || Says(step.Command, "BounceRateThreshold="));

    private static bool IsAboutComplaint(Finding finding) =>
        finding.Code == ErrorCodes.SuppressedComplaint || finding.Id.Contains("complain", StringComparison.Ordinal);

    // "Do not remove the entry" is the opposite advice.
    private static bool Forbids(string text) =>
        text.StartsWith("Do not", StringComparison.Ordinal) || text.StartsWith("Never", StringComparison.Ordinal);

    private static FixStep WithRisk(FixStep step, string risk) =>
        Says(step.Text, risk) ? step : step with { Text = $"{step.Text} {risk}" };

    private static bool Says(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
