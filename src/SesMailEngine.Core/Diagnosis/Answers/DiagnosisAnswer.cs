namespace SesMailEngine.Core.Diagnosis.Answers;

/// <summary>The answer to a question: the findings, the likeliest first, and what was looked at for them.</summary>
public sealed record DiagnosisAnswer
{
    /// <summary>Makes an answer. Every finding goes through <see cref="AdviceRules"/> here; there is no other way into one.</summary>
    /// <param name="question">What was asked: an id, an address (masked unless asked for), a message.</param>
    /// <param name="findings">The findings, the likeliest first; at least one.</param>
    /// <param name="looked">What was looked at.</param>
    public DiagnosisAnswer(string question, IEnumerable<Finding> findings, IReadOnlyList<Look> looked)
    {
        Question = question;
        Findings = [.. findings.Select(AdviceRules.Apply)];
        Looked = looked;
        if (Findings.Count == 0) throw new ArgumentException("An answer has at least one finding.", nameof(findings));
    }

    /// <summary>What was asked.</summary>
    public string Question { get; }

    /// <summary>The findings, the likeliest first; never empty.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>What was looked at, whether something was found there or not.</summary>
    public IReadOnlyList<Look> Looked { get; }

    /// <summary>The code of the likeliest finding.</summary>
    public string Code => Findings[0].Code;

    /// <summary>The worst severity of all findings.</summary>
    public FindingSeverity Severity => Findings.Max(finding => finding.Severity);
}
