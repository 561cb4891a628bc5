namespace SesMailEngine.Cli.LoadTest;

internal sealed record LoadTestReport(
    int Mails, double AcceptedPerSecond, double DeliveredPerSecond, double AcceptP50Ms, double AcceptP99Ms,
    double EndToEndP50Ms, double EndToEndP99Ms, long Lost, long Repeated)
{
    // From the first mail to the last; null when no rate was asked for.
    public double? RateUsed { get; init; }

    // Mails that left after one that was published after them.
    public int OutOfOrder { get; init; }

    public bool Balances => Lost == 0 && Repeated == 0;
}
