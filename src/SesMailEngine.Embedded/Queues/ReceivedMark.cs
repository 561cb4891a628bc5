namespace SesMailEngine.Embedded.Queues;

/// <summary>What is written of a receive.</summary>
/// <param name="Key">The message's row.</param>
/// <param name="Receives">Receives that count.</param>
/// <param name="VisibleAt">When the message is visible again.</param>
/// <param name="FirstReceivedAt">When it was received first.</param>
internal readonly record struct ReceivedMark(long Key, int Receives, long VisibleAt, long FirstReceivedAt);
