namespace SesMailEngine.Embedded.Metrics;

/// <summary>What can be asked of the values of a period, by CloudWatch's own names.</summary>
public enum MetricStatistic
{
    /// <summary>How many values there were.</summary>
    SampleCount,

    /// <summary>Their mean.</summary>
    Average,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>The smallest.</summary>
    Minimum,

    /// <summary>The largest.</summary>
    Maximum,
}
