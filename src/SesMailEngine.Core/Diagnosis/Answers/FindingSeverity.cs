namespace SesMailEngine.Core.Diagnosis.Answers;

/// <summary>How much a finding asks of whoever reads it. A higher value is worse.</summary>
public enum FindingSeverity
{
    /// <summary>All is as it should be.</summary>
    Fine,

    /// <summary>Nothing to mend; something to know, or to wait for.</summary>
    Notice,

    /// <summary>It works, and should be looked at.</summary>
    Warning,

    /// <summary>Mail does not arrive, or a part of the stack does not work.</summary>
    Problem,

    /// <summary>The account's ability to send is at risk: act now.</summary>
    Critical,
}
