using System.IO.Compression;

namespace SesMailEngine.Cli.Packaging;

// The zip that Lambda takes: one executable named bootstrap. Same bytes in, same bytes out: nothing of the time, the user or
// the file system goes into it.
internal static class FunctionZip
{
    // The code of one function, unzipped, may have 250 MB; what is built here has some ten.
    public const string EntryName = "bootstrap";

    // Unix's "regular file, rwxr-xr-x", in the upper half (APPNOTE 4.4.15 leaves it to the host system).
    private const int Executable = 0b1_000_000_111_101_101;

    // The first moment a zip can tell.
    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task WriteAsync(Stream output, Stream executable, CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var entry = zip.CreateEntry(EntryName, CompressionLevel.SmallestSize);
        entry.LastWriteTime = Timestamp;
        entry.ExternalAttributes = Executable << 16;
        await using var content = await entry.OpenAsync(cancellationToken);
        await executable.CopyToAsync(content, cancellationToken);
    }
}
