using SesMailEngine.Core.Ports;

namespace SesMailEngine.Cli.Chaos.Faults;

// Makes calls of the engine's ports fail at random: before their effect, or after it, when only the answer is lost.
internal sealed class FaultPlan(int seed)
{
    // Of 1,000 calls of a store. A mail takes about ten, with its feedback.
    private const int FailsBefore = 10;
    private const int FailsAfter = 10;

    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private int failures;

    // How many calls failed.
    public int Failures => Volatile.Read(ref failures);

    public bool Strikes(int ofThousand)
    {
        lock (gate)
        {
            if (random.Next(1_000) >= ofThousand) return false;
        }
        Interlocked.Increment(ref failures);
        return true;
    }

    public async Task<T> AroundAsync<T>(Func<Task<T>> call)
    {
        if (Strikes(FailsBefore)) throw Away();
        var result = await call();
        return Strikes(FailsAfter) ? throw Away() : result;
    }

    public Task AroundAsync(Func<Task> call) => AroundAsync(async () =>
    {
        await call();
        return true;
    });

    private static PortException Away() => new("The store is away: chaos.", true, "InternalServerError");
}
