namespace SesMailEngine.Core.Ports;

/// <summary>What came of a claim.</summary>
public enum ClaimOutcome
{
    /// <summary>The claim is ours: a new record, or one taken over.</summary>
    Claimed,

    /// <summary>The mail was dealt with before.</summary>
    Finished,

    /// <summary>Another sender holds a claim that is neither settled nor expired.</summary>
    HeldByAnother,
}
