using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Files;

/// <summary>What a caller is told when a file cannot be read or written.</summary>
internal static class FolderProblem
{
    /// <summary>The error for a problem of the file system.</summary>
    public static PortException Of(Exception error) => error is UnauthorizedAccessException
        ? new("A template file may not be read or written: check the folder's permissions.", false, "AccessDenied", error)
        : new("A template file could not be read or written.", true, "InputOutputError", error);
}
