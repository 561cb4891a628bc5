using System.Runtime.InteropServices;

namespace SesMailEngine.Cli.Packaging;

// The processors AWS Lambda has, by Lambda's names, .NET's, the GNU toolchain's in Debian's packages, and Debian's own.
internal sealed record FunctionArchitecture(string Name, string RuntimeIdentifier, string GnuName, string DebianName, Architecture Processor)
{
    public static FunctionArchitecture X64 { get; } = new("x86_64", "linux-x64", "x86-64-linux-gnu", "amd64", Architecture.X64);

    public static FunctionArchitecture Arm64 { get; } = new("arm64", "linux-arm64", "aarch64-linux-gnu", "arm64", Architecture.Arm64);

    public static IReadOnlyList<FunctionArchitecture> All { get; } = [X64, Arm64];

    public static FunctionArchitecture? Find(string name) => All.FirstOrDefault(architecture => architecture.Name == name);

    // The tools' own prefix: Debian's package name with the underscore of the processor's real name.
    public string ToolPrefix => this == X64 ? "x86_64-linux-gnu" : GnuName;
}
