using SesMailEngine.Core.Ports;

namespace SesMailEngine.Lambda.Handlers;

/// <summary>UUIDs of version 7 (RFC 9562 section 5.7): unique, and sorted by time to the millisecond.</summary>
/// <param name="time">The clock.</param>
internal sealed class TimedIds(TimeProvider time) : IIdSource
{
    /// <inheritdoc/>
    public string Next(string prefix) => $"{prefix}{Guid.CreateVersion7(time.GetUtcNow()):N}";
}
