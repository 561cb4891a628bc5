namespace SesMailEngine.Cli.LoadTest;

internal sealed record LoadTestReport(
    int Mails, double AcceptedPerSecond, double DeliveredPerSecond, double AcceptP50Ms, double AcceptP99Ms,
    double EndToEndP50Ms, double EndToEndP99Ms, long Lost, long Repeated)
{
    public bool Balances => Lost == 0 && Repeated == 0;
}
