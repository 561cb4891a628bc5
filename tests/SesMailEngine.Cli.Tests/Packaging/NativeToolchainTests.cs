using System.Runtime.InteropServices;
using SesMailEngine.Cli.Packaging;

namespace SesMailEngine.Cli.Tests.Packaging;

public sealed class NativeToolchainTests
{
    [Theory]
    [InlineData("x86_64", "gcc", null)]
    [InlineData("x86_64", "clang", null)]
    [InlineData("x86_64", "", "apt-get install clang")]
    [InlineData("arm64", "clang aarch64-linux-gnu-objcopy aarch64-linux-gnu-gcc /usr/aarch64-linux-gnu/lib/Scrt1.o", null)]
    [InlineData("arm64", "gcc", "apt-get install clang gcc-aarch64-linux-gnu libc6-dev-arm64-cross")]
    [InlineData("arm64", "clang gcc", "apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross")]
    [InlineData("arm64", "clang aarch64-linux-gnu-objcopy aarch64-linux-gnu-gcc", "apt-get install libc6-dev-arm64-cross")]
    public void What_is_missing_is_told_with_the_way_to_get_it(string architecture, string tools, string? advice)
    {
        var missing = Toolchain(tools).Missing(FunctionArchitecture.Find(architecture)!);

        if (advice is null) missing.ShouldBeNull();
        else missing.ShouldNotBeNull().ShouldContain(advice);
    }

    [Fact]
    public void On_an_arm_machine_it_is_the_other_way_round() =>
        new NativeToolchain(_ => false, Architecture.Arm64).Missing(FunctionArchitecture.X64)
            .ShouldNotBeNull().ShouldContain("apt-get install clang gcc-x86-64-linux-gnu libc6-dev-amd64-cross");

    [Fact]
    public void Only_a_build_for_other_processors_names_its_tools()
    {
        Toolchain("clang").BuildProperties(FunctionArchitecture.X64).ShouldBeEmpty();
        Toolchain("clang").BuildProperties(FunctionArchitecture.Arm64)
            .ShouldBe(["-p:CppCompilerAndLinker=clang", "-p:ObjCopyName=aarch64-linux-gnu-objcopy"]);
    }

    private static NativeToolchain Toolchain(string tools) => new(tools.Split(' ').Contains, Architecture.X64);
}
