namespace SesMailEngine.Core.Diagnosis.Answers;

/// <summary>One line of a check-up.</summary>
/// <param name="Name">What was checked: <c>queues</c>.</param>
/// <param name="State">How it ended.</param>
/// <param name="Summary">What was seen, in a line.</param>
/// <param name="Findings">What is wrong, the worst first; empty when nothing is.</param>
public sealed record CheckUpItem(string Name, CheckState State, string Summary, IReadOnlyList<Finding> Findings);
