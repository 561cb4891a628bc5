using Amazon.Runtime;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.Operations;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Cli.Chaos;

// Publishes, kills, restarts, tells feedback twice; then lets the host finish and reads the books.
internal sealed class ChaosRun(ChaosPlan plan, TimeProvider clock)
{
    // Requests allowed beyond the point of the kill, so that some are always in flight when it comes.
    private const int Company = 40;
    private const int LongestAtWork = 250;
    private const int LongestStart = 900;
    private const int LongestStop = 80;
    private const int LongestFull = 800;
    private const int LongestAfterFull = 400;
    private static readonly TimeSpan CycleLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    // Of 100 kills.
    private static readonly (KillPhase Phase, int Share)[] Shares =
    [
        (KillPhase.Acknowledged, 25), (KillPhase.StartingUp, 15), (KillPhase.Checkpoint, 10), (KillPhase.Stopping, 5), (KillPhase.Feedback, 10),
        (KillPhase.FullDisk, 10),
    ];

    private readonly Random random = new(plan.Seed + 2);
    private readonly Queue<KillPhase> first = new(Enum.GetValues<KillPhase>().Where(IsPossible));
    private readonly Dictionary<KillPhase, int> kills = Enum.GetValues<KillPhase>().ToDictionary(phase => phase, _ => 0);

    public async Task<ChaosReport> ExecuteAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var host = new ChaosHost(plan, clock);
        using var calls = new ChaosCalls(host.Address);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var requests = ChaosRequest.Plan(plan);
        var publisher = new ChaosPublisher(requests, plan.Seed, calls, clock);
        var echoes = new FeedbackEchoes(publisher, calls, random);
        var publishing = publisher.RunAsync(stop.Token);
        var ended = 0;
        try
        {
            host.Start(plan.HasFaults);
            for (var done = 0; done < plan.Kills;)
            {
                var phase = Draw();
                var share = 2 * (plan.Mails - publisher.Acknowledged) / (plan.Kills - done);
                var goal = publisher.Acknowledged + random.Next(share + 1);
                if (!await KillAsync(phase, goal, host, publisher, echoes, cancellationToken))
                {
                    // It came to its orderly end first: another time.
                    ended++;
                    first.Enqueue(phase);
                }
                else
                {
                    kills[phase]++;
                    done++;
                }
                progress($"{done} kills, {publisher.Acknowledged} of {plan.Mails} mails accepted");
                // The last one is to bring everything to its end.
                host.Start(plan.HasFaults && done < plan.Kills);
            }
            await host.WaitUntilReadyAsync(cancellationToken);
            publisher.Allow(int.MaxValue);
            await publishing;
            var books = await SettleAsync(requests, host.Address, calls, echoes, progress, cancellationToken);
            var exitCode = await host.StopAsync(cancellationToken);
            if (exitCode != ExitCodes.Success) throw new Commands.UsageException($"The host ended with exit code {exitCode} after SIGTERM.");
            return new ChaosReport(
                plan, kills, ended, publisher.Unanswered, publisher.SentTwice, echoes.Told, host.CallsFailed, host.ClockJumps, clock.GetElapsedTime(started), books);
        }
        finally
        {
            await stop.CancelAsync();
            await publishing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    // However few kills there are, each phase has its turn; then by their shares.
    private KillPhase Draw()
    {
        if (first.TryDequeue(out var turn)) return turn;
        var drawn = random.Next(100);
        foreach (var (phase, share) in Shares)
        {
            drawn -= share;
            if (drawn < 0 && IsPossible(phase)) return phase;
        }
        return KillPhase.AtWork;
    }

    private static bool IsPossible(KillPhase phase) => phase != KillPhase.FullDisk || ChaosHost.CanFillTheDisk;

    private async Task<bool> KillAsync(
        KillPhase phase, int goal, ChaosHost host, ChaosPublisher publisher, FeedbackEchoes echoes, CancellationToken cancellationToken)
    {
        if (phase == KillPhase.StartingUp)
        {
            await PauseAsync(LongestStart, cancellationToken);
            return await KillRunningAsync(host);
        }
        await host.WaitUntilReadyAsync(cancellationToken);
        publisher.Allow(Math.Min(plan.Mails, goal + Company));
        await ReachAsync(goal, publisher, cancellationToken);
        switch (phase)
        {
            case KillPhase.AtWork:
                await PauseAsync(LongestAtWork, cancellationToken);
                break;
            case KillPhase.Feedback:
                await echoes.TellAsync(cancellationToken);
                break;
            case KillPhase.FullDisk:
                await host.FillDiskAsync(isFull: true, cancellationToken);
                await PauseAsync(LongestFull, cancellationToken);
                if (random.Next(2) == 0) break;
                await host.FillDiskAsync(isFull: false, cancellationToken);
                await PauseAsync(LongestAfterFull, cancellationToken);
                break;
            case KillPhase.Stopping:
                await host.TerminateAsync(cancellationToken);
                await PauseAsync(LongestStop, cancellationToken);
                break;
            case KillPhase.Checkpoint:
                await ReachCheckpointAsync(host, cancellationToken);
                break;
        }
        return phase is KillPhase.Stopping or KillPhase.Checkpoint ? await host.KillAsync() : await KillRunningAsync(host);
    }

    // It has no reason to end by itself.
    private static async Task<bool> KillRunningAsync(ChaosHost host) =>
        await host.KillAsync() ? true : throw new Commands.UsageException($"The host ended by itself: {host.Output()}");

    // Comes back on the heels of an acknowledgement.
    private async Task ReachAsync(int goal, ChaosPublisher publisher, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (publisher.Acknowledged < goal && clock.GetElapsedTime(started) < CycleLimit)
        {
            await Task.WhenAny(publisher.NextAcknowledgement, Task.Delay(LookAgain, clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // An orderly end copies the log into the data file: killed as soon as the file changes.
    private async Task ReachCheckpointAsync(ChaosHost host, CancellationToken cancellationToken)
    {
        var before = host.DataFileWritten;
        var started = clock.GetTimestamp();
        await host.TerminateAsync(cancellationToken);
        while (host.DataFileWritten == before && !host.HasEnded && clock.GetElapsedTime(started) < CycleLimit) await Task.Yield();
    }

    private Task PauseAsync(int milliseconds, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(random.Next(milliseconds)), clock, cancellationToken);

    // Until the books balance or the time is up. Feedback is told again meanwhile, when most records are final. What was given up among
    // the faults is redriven once: it is nobody's dead letter any more when the ports work.
    private async Task<ChaosBooks> SettleAsync(
        ChaosRequest[] requests, Uri address, ChaosCalls calls, FeedbackEchoes echoes, Action<string> progress, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var isRedriven = !plan.HasFaults;
        await echoes.TellAsync(cancellationToken);
        while (true)
        {
            await Task.Delay(LookAgain, clock, cancellationToken);
            var waiting = await calls.QueuedAsync("EmailQueue", cancellationToken) + await calls.QueuedAsync("RetryQueue", cancellationToken);
            progress($"all accepted; {waiting} messages on the queues");
            var isLate = clock.GetElapsedTime(started) >= plan.Timeout;
            if (waiting > 0 && !isLate) continue;
            if (!isRedriven)
            {
                await RedriveAsync(address, cancellationToken);
                isRedriven = true;
                continue;
            }
            var books = await ChaosBooks.ReadAsync(requests, calls, cancellationToken);
            if (books.Balances || isLate) return books;
        }
    }

    // As `dlq redrive` does.
    private static async Task RedriveAsync(Uri address, CancellationToken cancellationToken)
    {
        var names = new ResourceNames(ChaosPlan.Stack, "000000000000", "us-east-1");
        using var ports = new StackPorts(new AwsTarget(names.Region, new BasicAWSCredentials("chaos", "chaos"), address), names);
        var letters = ports.DeadLetters;
        foreach (var queue in DeadLetterQueues.All)
        {
            await letters.RedriveAsync(queue, DeadLetterFilter.All, IDeadLetterEditor.MaxRate, cancellationToken);
        }
    }
}
