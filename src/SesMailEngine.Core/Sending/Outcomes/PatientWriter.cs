using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Sending.Outcomes;

/// <summary>Writes again when a store does not answer: up to 5 tries with exponential back-off and full jitter.</summary>
/// <param name="time">The clock.</param>
/// <param name="random">The jitter.</param>
internal sealed class PatientWriter(TimeProvider time, Random random)
{
    private const int Tries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The result of the first write that succeeds.</summary>
    /// <exception cref="PortException">The last try failed, or trying again cannot help.</exception>
    public async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write();
            }
            catch (PortException away) when (away.IsTransient && attempt < Tries)
            {
                await Task.Delay(Backoff.FullJitter(random, FirstPause, attempt), time);
            }
        }
    }
}
