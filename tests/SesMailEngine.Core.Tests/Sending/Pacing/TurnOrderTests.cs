using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending;
using SesMailEngine.Core.Sending.Pacing;
using SesMailEngine.Core.Tests.UnderFaults;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Sending.Pacing;

public sealed class TurnOrderTests
{
    // What becomes of a turn after it was drawn.
    private enum Course
    {
        Sends, NeedsNoSlot, FailsBeforeAsking, IsCancelledWhileAsking, IsCancelledWhileReady, HangsBeforeAsking, HangsPreparing, HangsStarting,
    }

    private static readonly Gen<Course> Courses = Gen.Frequency(
        (12, Gen.Const(Course.Sends)),
        (4, Gen.Enum<Course>()));

    private static readonly Gen<(SendPriority Priority, Course Course, int Reading, int Preparing)> Turns =
        Gen.Select(Gen.Enum<SendPriority>(), Courses, Gen.Int[0, 20], Gen.Int[0, 60]);

    [Fact]
    public void Whatever_becomes_of_some_all_others_go_in_the_order_of_their_priority() =>
        Gen.Select(Turns.Array[1, 60], Gen.Int[1, 40], Gen.Int[2, 400]).Sample(
            (turns, workers, rate) =>
            {
                var run = new Run(turns, rate);
                OneThread.Run(() => run.AllAsync(workers), run.LetTimePass, TimeSpan.Zero);

                run.Refused.ShouldBe(0);
                foreach (var priority in Enum.GetValues<SendPriority>())
                {
                    run.Went.Where(n => turns[n].Priority == priority).ShouldBeInOrder();
                    run.Went.Count(n => turns[n].Priority == priority)
                        .ShouldBe(turns.Count(turn => turn.Priority == priority && turn.Course is Course.Sends or Course.HangsStarting));
                }
            },
            iter: 150, threads: 1);

    [Fact]
    public void Urgent_mail_without_end_leaves_each_lower_priority_every_tenth_slot_or_so()
    {
        var pacer = new SendPacer(new FakeQuota(), 1, new FakeTimeProvider(), new RecordingLog());
        var line = new TurnLine();
        for (var i = 0; i < 600; i++)
        {
            var turn = new SendTurn(pacer, (SendPriority)(i % 3)) { Number = i, Stage = TurnStage.Ready };
            line.JoinInside(turn);
        }

        var went = new List<SendPriority>();
        while (went.Count < 200)
        {
            var turn = line.Next()!;
            line.Went(turn);
            TurnLine.Remove(turn);
            went.Add(turn.Priority);
        }

        went.Count(priority => priority == SendPriority.New).ShouldBeInRange(17, 20);
        went.Count(priority => priority == SendPriority.Again).ShouldBeInRange(17, 20);
    }

    private sealed class Run
    {
        private static readonly TimeSpan Long = TimeSpan.FromHours(1);

        private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        private readonly (SendPriority Priority, Course Course, int Reading, int Preparing)[] turns;
        private readonly SendPacer pacer;

        public Run((SendPriority, Course, int, int)[] turns, double rate)
        {
            this.turns = turns;
            pacer = new SendPacer(new FakeQuota { Value = new SendQuota(rate, 0, 0) }, 1, time, new RecordingLog());
        }

        public List<int> Went { get; } = [];

        public int Refused { get; private set; }

        public void LetTimePass() => time.Advance(TimeSpan.FromMilliseconds(10));

        public Task AllAsync(int workers)
        {
            var next = 0;
            return Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
            {
                while (next < turns.Length)
                {
                    var n = next++;
                    await OneAsync(n, pacer.Draw(turns[n].Priority));
                }
            }));
        }

        private async Task OneAsync(int n, SendTurn turn)
        {
            var (_, course, reading, preparing) = turns[n];
            try
            {
                using var cancelled = new CancellationTokenSource();
                await PauseAsync(reading);
                // One that hangs never comes back; its place among the workers is another's from now on.
                if (course == Course.HangsBeforeAsking) return;
                if (course == Course.FailsBeforeAsking)
                {
                    turn.Dispose();
                    return;
                }
                if (course == Course.IsCancelledWhileAsking) await cancelled.CancelAsync();
                if (!(await pacer.AskAsync(turn, Long, Long, cancelled.Token)).Granted) Refused++;
                await PauseAsync(preparing);
                if (course == Course.HangsPreparing) return;
                if (course is Course.NeedsNoSlot or Course.IsCancelledWhileAsking)
                {
                    turn.Dispose();
                    return;
                }
                if (course == Course.IsCancelledWhileReady) cancelled.CancelAfter(TimeSpan.Zero);
                if (!(await pacer.AcquireAsync(turn, Long, cancelled.Token)).Granted) Refused++;
                if (course != Course.IsCancelledWhileReady) Went.Add(n);
                if (course != Course.HangsStarting) turn.Dispose();
            }
            catch (OperationCanceledException)
            {
                turn.Dispose();
            }
        }

        private Task PauseAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time);
    }
}
