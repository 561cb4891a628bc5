namespace SesMailEngine.Embedded.Metrics;

/// <summary>Any number of measured values, summed up as CloudWatch does.</summary>
/// <param name="Samples">How many.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
public readonly record struct MetricValues(long Samples, double Sum, double Min, double Max)
{
    /// <summary>One value.</summary>
    public static MetricValues Of(double value) => new(1, value, value, value);

    /// <summary>These and others.</summary>
    public MetricValues With(MetricValues others)
    {
        if (Samples == 0) return others;
        if (others.Samples == 0) return this;
        return new(Samples + others.Samples, Sum + others.Sum, Math.Min(Min, others.Min), Math.Max(Max, others.Max));
    }

    /// <summary>A statistic of them; there must be at least one.</summary>
    public double Get(MetricStatistic statistic) => statistic switch
    {
        MetricStatistic.SampleCount => Samples,
        MetricStatistic.Sum => Sum,
        MetricStatistic.Minimum => Min,
        MetricStatistic.Maximum => Max,
        _ => Sum / Samples,
    };
}
