using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Embedded.Simulator;

namespace SesMailEngine.Embedded.Operations;

/// <summary>What the simulator did in each quarter of an hour.</summary>
/// <param name="simulator">The simulator.</param>
internal sealed class ActivityReader(IDirectSending simulator) : IActivityReader
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<ActivityPoint>> GetAsync(DateTimeOffset from, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ActivityPoint>>(
            [.. simulator.Statistics().Where(point => point.StartsAt >= from)
                .Select(point => new ActivityPoint(point.StartsAt, point.DeliveryAttempts, point.Bounces, point.Complaints, point.Rejects))]);
}
