using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded;

/// <summary>
/// Keeps a second process out of a data folder: there is one writer, and what is held in memory is only right while nobody else
/// writes. The operating system gives the lock back when the process ends, however it ends.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private const string FileName = "sesmailengine.lock";

    // errno, which .NET hands on as the result, and Windows' own codes.
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int NoSpace = 28;
    private const int DiskFull = unchecked((int)0x80070070);

    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="PortException">Another process has it, or the folder cannot be written.</exception>
    public static DataFolderLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            // FileShare.None is an exclusive lock (flock) on Unix, too; a weaker share would be none.
            return new(new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, error);
        }
    }

    /// <summary>One line that says what is wrong with a folder and what to do.</summary>
    public static PortException Unusable(string folder, Exception error) => error.HResult switch
    {
        WouldBlock or WouldBlockOnMac or SharingViolation => new(
            $"The data folder '{folder}' is in use by another process. Stop that one first, or choose another folder with --data.",
            false, "DataFolderInUse", error),
        NoSpace or DiskFull => new(
            $"The disk of the data folder '{folder}' is full. Free some space and start again.", false, "DiskFull", error),
        _ => new(
            $"The data folder '{folder}' cannot be written. Let this user write there, or choose another folder with --data. ({error.Message})",
            false, "AccessDenied", error),
    };

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
