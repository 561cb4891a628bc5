namespace SesMailEngine.Server.Hosting;

// What a worker asks of the data file: how often it could not be written so far, and whether it cannot be written now.
internal sealed class StorageTrouble(Func<int> failures, Func<bool> isNow)
{
    // For a worker whose messages come to their end otherwise.
    public static StorageTrouble None { get; } = new(() => 0, () => false);

    public int Failures => failures();

    public bool IsNow => isNow();
}
