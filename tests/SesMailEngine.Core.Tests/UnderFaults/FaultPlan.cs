using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Tests.UnderFaults;

/// <summary>Makes calls of ports fail at random: before their effect, or after it. The seed decides which.</summary>
internal sealed class FaultPlan(Random random)
{
    private const int FailsBefore = 8;
    private const int FailsAfter = 4;

    // The quota is asked from a thread of its own.
    private readonly Lock gate = new();

    /// <summary>True until the world is mended at the end.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>How many calls failed.</summary>
    public int Failures { get; private set; }

    /// <summary>True in <paramref name="percent"/> of 100 cases.</summary>
    public bool Strikes(int percent)
    {
        lock (gate) return IsOn && random.Next(100) < percent;
    }

    /// <summary>Runs a call of a store; it may fail although it took effect, as when the answer is lost.</summary>
    public async Task<T> AroundAsync<T>(Func<Task<T>> call)
    {
        if (Strikes(FailsBefore)) throw Failure();
        var result = await call();
        return Strikes(FailsAfter) ? throw Failure() : result;
    }

    /// <summary>Runs a call without a result.</summary>
    public Task AroundAsync(Func<Task> call) => AroundAsync(async () =>
    {
        await call();
        return true;
    });

    private PortException Failure()
    {
        lock (gate) Failures++;
        return new PortException("The store is away.", true, "InternalServerError");
    }
}
