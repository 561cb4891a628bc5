using System.Globalization;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.Cli.Chaos.Faults;

// What `chaos` tells the host it starts, in one option of `up` that help does not show: SEED,FIRST,SECOND,AFTER. The clock runs FIRST
// seconds ahead, and after AFTER milliseconds it jumps to SECOND; the engine's ports fail as the seed decides, unless it is 0.
internal sealed class FaultyHost(int seed, JumpingClock clock)
{
    public const string Option = "--chaos";

    // Before the number of calls that failed so far and that of the clock's jumps, in a line of the output.
    public const string Told = "chaos: ";

    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(200);

    private readonly FaultPlan plan = new(seed);

    public TimeProvider Clock => clock;

    public static FaultyHost? Parse(string? text)
    {
        if (text?.Split(',') is not [var seed, var first, var second, var after]) return null;
        int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
        return new(Number(seed), new JumpingClock(
            TimeSpan.FromSeconds(Number(first)), TimeSpan.FromSeconds(Number(second)), TimeSpan.FromMilliseconds(Number(after))));
    }

    public EmbeddedHostOptions Around(EmbeddedHostOptions options) => seed == 0 ? options : options with
    {
        AroundPorts = ports =>
        {
            var stores = new FaultyStores(ports.Suppression, ports.Templates, ports.Retries, ports.Quota, ports.Publisher, plan);
            return new(new FaultyTracking(ports.Tracking, plan), stores, stores, new FaultyTransport(ports.Transport, plan), stores, stores, stores);
        },
    };

    // Killed without a word, it can only say how far it is.
    public async Task TellAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(TellEvery, TimeProvider.System, stop);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Told}{plan.Failures} {(clock.HasJumped ? 1 : 0)}"));
        }
    }
}
