using System.Runtime.InteropServices;

namespace SesMailEngine.Cli.Packaging;

// What a native build needs besides the SDK (https://learn.microsoft.com/dotnet/core/deploying/native-aot/cross-compile):
// a linker for this machine's processors, or for the other ones clang with GNU's libraries for them.
internal sealed class NativeToolchain
{
    private readonly Func<string, bool> has;
    private readonly Architecture host;

    public NativeToolchain(Func<string, bool>? has = null, Architecture? host = null)
    {
        this.has = has ?? IsOnPath;
        this.host = host ?? RuntimeInformation.OSArchitecture;
    }

    public bool IsCross(FunctionArchitecture architecture) => architecture.Processor != host;

    // What is missing, as a person can mend it; null for nothing.
    public string? Missing(FunctionArchitecture architecture)
    {
        if (!IsCross(architecture))
        {
            return has("clang") || has("gcc")
                ? null
                : "The native build needs a linker, clang or gcc. On Debian: apt-get install clang";
        }
        var missing = new List<string>();
        if (!has("clang")) missing.Add("clang");
        if (!has($"{architecture.ToolPrefix}-objcopy") || !has($"{architecture.ToolPrefix}-gcc")) missing.Add($"gcc-{architecture.GnuName}");
        // The C library's start files; a package of its own, and only recommended by the compiler's.
        if (!has($"/usr/{architecture.ToolPrefix}/lib/Scrt1.o")) missing.Add($"libc6-dev-{architecture.DebianName}-cross");
        return missing.Count == 0
            ? null
            : $"Building for {architecture.Name} on a machine of another kind needs {string.Join(", ", missing)}. "
                + $"On Debian: apt-get install {string.Join(' ', missing)}. Or run this command on a machine of that kind.";
    }

    public IReadOnlyList<string> BuildProperties(FunctionArchitecture architecture) => IsCross(architecture)
        ? ["-p:CppCompilerAndLinker=clang", $"-p:ObjCopyName={architecture.ToolPrefix}-objcopy"]
        : [];

    // A whole path, or a tool's name.
    private static bool IsOnPath(string tool) => Path.IsPathRooted(tool) ? File.Exists(tool) : (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, tool)));
}
