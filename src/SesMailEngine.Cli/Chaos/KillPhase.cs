namespace SesMailEngine.Cli.Chaos;

// Where in its life the host is killed.
internal enum KillPhase
{
    // Some time after it began to serve, with requests and feedback in flight.
    AtWork,

    // At once after it acknowledged a PutEvents: what was promised must be there.
    Acknowledged,

    // Before it answers for the first time: while it replays its log.
    StartingUp,

    // While the log is copied into the data file, which every orderly end does.
    Checkpoint,

    // In the middle of an orderly end.
    Stopping,

    // Right after feedback was told a second time.
    Feedback,

    // While nothing can be written to the disk, or soon after it could be again.
    FullDisk,
}
