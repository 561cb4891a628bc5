using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.Hosting;

/// <summary>
/// Counts what a function does, as Lambda would: an invocation for each message, its duration with the time it waits for its turn, and an error when
/// the message is left for another try, or nobody expected what happened. A mail that fails for good and has its record is no error, nor is one that
/// is held.
/// </summary>
internal sealed class FunctionMeter
{
    private readonly TimeProvider _clock;
    private readonly MetricCounter _invocations;
    private readonly MetricCounter _errors;
    private readonly MetricCounter _throttles;
    private readonly MetricCounter _durations;

    /// <summary>The meter of a function of that name.</summary>
    public FunctionMeter(string function, IMetrics metrics, TimeProvider clock)
    {
        _clock = clock;
        MetricCounter Counter(string name, string unit) => metrics.Counter(StackMetrics.Lambda(function, name), unit);
        _invocations = Counter("Invocations", StackMetrics.CountUnit);
        _errors = Counter("Errors", StackMetrics.CountUnit);
        _throttles = Counter("Throttles", StackMetrics.CountUnit);
        _durations = Counter("Duration", "Milliseconds");
    }

    /// <summary>The same handler, counted.</summary>
    public Func<QueueWork, ValueTask<MessageDisposal>> Around(Func<QueueWork, ValueTask<MessageDisposal>> handle) =>
        async work =>
        {
            var started = _clock.GetTimestamp();
            var isError = true;
            try
            {
                var disposal = await handle(work);
                isError = disposal is { IsConsumed: false, HoldFor: null };
                return disposal;
            }
            finally
            {
                _invocations.Count();
                // As on AWS each invocation gives these a value, so that "none" is told apart from "not running".
                _errors.Add(isError ? 1 : 0);
                _throttles.Add(0);
                _durations.Add(_clock.GetElapsedTime(started).TotalMilliseconds);
            }
        };
}
