namespace SesMailEngine.Cli.Chaos;

// Everything the seed decides is derived from this: what is asked for, when the host dies, what is told twice. Not how fast the machine is.
internal sealed record ChaosPlan(int Seed, int Mails, int Kills, string Folder, TimeSpan Timeout, bool HasFaults = true)
{
    public const string Stack = "sesmailengine";
    public const string BusName = Stack + "-EmailBus";

    // Short waits, so that a run is made of work. The guard stays open: it would refuse what the run wants to see through.
    public static readonly string[] Settings =
        ["FeedbackDelay=0.05", "RetryDelay=1", "VisibilityTimeout=5", "BounceRateThreshold=100"];

    public string DataFolder => Path.Combine(Folder, "data");
}
