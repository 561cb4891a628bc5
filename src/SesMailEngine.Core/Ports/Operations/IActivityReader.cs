namespace SesMailEngine.Core.Ports.Operations;

/// <summary>What SES did lately, finer than by the day (the data points of <c>GetSendStatistics</c>: quarters of an hour, two weeks).</summary>
public interface IActivityReader
{
    /// <summary>The quarters of an hour with mail since <paramref name="from"/>, oldest first.</summary>
    Task<IReadOnlyList<ActivityPoint>> GetAsync(DateTimeOffset from, CancellationToken cancellationToken);
}
