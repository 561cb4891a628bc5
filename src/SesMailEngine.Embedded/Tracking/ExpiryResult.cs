namespace SesMailEngine.Embedded.Tracking;

/// <summary>What a step of the expiry did.</summary>
/// <param name="LastSequence">The last row looked at.</param>
/// <param name="Looked">How many rows were looked at.</param>
/// <param name="Removed">How many had expired.</param>
internal sealed record ExpiryResult(long LastSequence, int Looked, int Removed);
