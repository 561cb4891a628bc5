namespace SesMailEngine.Embedded.Simulator;

/// <summary>Whether one more mail may be sent.</summary>
internal enum LimitAnswer
{
    /// <summary>It may.</summary>
    Go,

    /// <summary>The rate is exceeded.</summary>
    TooFast,

    /// <summary>The quota of 24 hours is used up.</summary>
    DailyQuotaUsedUp,
}
