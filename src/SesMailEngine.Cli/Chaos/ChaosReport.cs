namespace SesMailEngine.Cli.Chaos;

// What the run did to the host, and what the books say.
internal sealed record ChaosReport(
    ChaosPlan Plan, IReadOnlyDictionary<KillPhase, int> Kills, int EndedBeforeTheKill, int Unanswered, int SentTwice, int FeedbackToldAgain,
    int CallsFailed, int ClockJumps, TimeSpan Took, ChaosBooks Books)
{
    public bool Balances => Books.Balances;
}
