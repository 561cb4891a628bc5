namespace SesMailEngine.Embedded.Alarms;

/// <summary>How a value must stand to the threshold to breach it, by CloudWatch's own names.</summary>
public enum AlarmComparison
{
    /// <summary>Above it.</summary>
    GreaterThanThreshold,

    /// <summary>At it or above.</summary>
    GreaterThanOrEqualToThreshold,

    /// <summary>Below it.</summary>
    LessThanThreshold,

    /// <summary>At it or below.</summary>
    LessThanOrEqualToThreshold,
}
