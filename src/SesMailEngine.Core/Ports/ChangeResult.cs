using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports;

/// <summary>What came of a change.</summary>
/// <param name="Before">The record before; null when there is none, and then nothing was written.</param>
/// <param name="After">The record after; the same instance as <paramref name="Before"/> when the change was known already.</param>
public sealed record ChangeResult(TrackingRecord? Before, TrackingRecord? After)
{
    /// <summary>True when there was a record and the change was new to it.</summary>
    public bool Applied => After is not null && !ReferenceEquals(Before, After);
}
