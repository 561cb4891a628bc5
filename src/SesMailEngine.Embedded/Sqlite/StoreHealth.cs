using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Sqlite;

/// <summary>
/// Whether the data file can be written and read. What was tried meanwhile was no fault of the message it was tried for, so nobody
/// counts it as a receive; and people are told once when it begins, and once when it is over.
/// </summary>
/// <param name="tell">Called with one line for people; on the thread that met the trouble.</param>
internal sealed class StoreHealth(Action<string>? tell)
{
    private int _failures;
    private int _trouble;
    private int _damaged;

    /// <summary>How often the file could not be used since it was opened. A caller that finds it changed was not to blame.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>True from a write that failed until the next that succeeds.</summary>
    public bool IsInTrouble => Volatile.Read(ref _trouble) != 0;

    /// <summary>A group of writes failed. Only what time or people can mend counts: not a damaged file, not a statement that is wrong.</summary>
    public void Failed(PortException told)
    {
        if (!told.IsTransient)
        {
            Damaged(told);
            return;
        }
        Interlocked.Increment(ref _failures);
        if (Interlocked.Exchange(ref _trouble, 1) == 0) tell?.Invoke(told.Message);
    }

    /// <summary>Something in the file could not be read: said once, for every later read may meet it again.</summary>
    public void Damaged(PortException told)
    {
        if (told.ErrorName == DatabaseFailure.DamagedName && Interlocked.Exchange(ref _damaged, 1) == 0) tell?.Invoke(told.Message);
    }

    /// <summary>A group of writes is on the disk.</summary>
    public void Succeeded()
    {
        if (Volatile.Read(ref _trouble) != 0 && Interlocked.Exchange(ref _trouble, 0) != 0)
        {
            tell?.Invoke("The data folder can be written again: work goes on.");
        }
    }
}
