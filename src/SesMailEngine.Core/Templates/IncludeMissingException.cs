namespace SesMailEngine.Core.Templates;

/// <summary>
/// Ends a rendering that needs a file which is not in memory yet: templates ask for files while they render, and the bucket
/// answers only later. The renderer reads the file and starts over; a template's files are in memory after its first mail.
/// </summary>
internal sealed class IncludeMissingException(string path) : Exception($"'{path}' is not loaded yet.")
{
    /// <summary>The file needed, relative to <c>templates/</c>.</summary>
    public string Path { get; } = path;
}
