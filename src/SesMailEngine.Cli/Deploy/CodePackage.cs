using System.IO.Compression;
using System.Security.Cryptography;
using SesMailEngine.Cli.Commands;
using SesMailEngine.Cli.Packaging;

namespace SesMailEngine.Cli.Deploy;

// The functions' code: the zip that `sesmailengine package` makes. Its version names its content, so that the same code is the same
// version and any other code is another: only then does CloudFormation update the functions.
internal sealed record CodePackage(string Path, byte[] Content, string Version, FunctionArchitecture Architecture)
{
    // What Lambda takes, zipped (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
    private const long MaxSize = 50L * 1024 * 1024;

    public string Key => $"sesmailengine/{Version}/lambda-{Architecture.Name}.zip";

    // From the file given, else from where `package` puts it.
    public static CodePackage Read(FileInfo? given, FunctionArchitecture architecture, string folder)
    {
        var file = given ?? new FileInfo(System.IO.Path.Combine(folder, "artifacts", "lambda", $"lambda-{architecture.Name}.zip"));
        if (!file.Exists)
        {
            throw new UsageException(given is null
                ? $"There is no code at {file.FullName}. Build it with 'sesmailengine package --arch {architecture.Name}', or name the zip with --code."
                : $"--code names {file.FullName}, which is not there.");
        }
        if (file.Length > MaxSize) throw new UsageException($"{file.FullName} is larger than the 50 MB Lambda takes.");
        byte[] content;
        try
        {
            content = File.ReadAllBytes(file.FullName);
            using var stream = new MemoryStream(content, writable: false);
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            var program = zip.GetEntry(FunctionZip.EntryName)
                ?? throw new UsageException($"{file.FullName} holds no '{FunctionZip.EntryName}': it is not what 'sesmailengine package' makes.");
            Require(program, architecture, file.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UsageException($"{file.FullName} cannot be read as a zip: {exception.Message}");
        }
        var product = typeof(CodePackage).Assembly.GetName().Version!.ToString(3);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6));
        return new CodePackage(file.FullName, content, $"{product}-{hash}", architecture);
    }

    // The ELF header's machine, at byte 18: 0x3E is x86-64, 0xB7 is arm64.
    private static void Require(ZipArchiveEntry program, FunctionArchitecture architecture, string path)
    {
        var header = new byte[20];
        using var stream = program.Open();
        var size = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        var machine = architecture == FunctionArchitecture.Arm64 ? 0xB7 : 0x3E;
        if (size < header.Length || !header.AsSpan(0, 4).SequenceEqual("\u007fELF"u8)) throw new UsageException($"'{FunctionZip.EntryName}' in {path} is no Linux program.");
        if (header[18] != machine) throw new UsageException($"The program in {path} is not for {architecture.Name}. Choose the other with --arch.");
    }
}
