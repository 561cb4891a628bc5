using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded;

/// <summary>
/// Keeps a second process out of a data folder: there is one writer, and what is held in memory is only right while nobody else
/// writes. The operating system gives the lock back when the process ends, however it ends.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private const string FileName = "sesmailengine.lock";

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
        catch (UnauthorizedAccessException error)
        {
            throw new PortException($"The data folder '{folder}' cannot be written.", false, "AccessDenied", error);
        }
        catch (IOException error)
        {
            throw new PortException(
                $"The data folder '{folder}' is in use by another process, or cannot be written.", false, "DataFolderInUse", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
