using System.Buffers.Binary;
using System.Text;
using SesMailEngine.Cli.Packaging;

namespace SesMailEngine.Cli.Tests.Packaging;

public sealed class ElfVersionNeedsTests
{
    // Two sections: the texts, and the needs of one library (Elf64_Verneed with two Elf64_Vernaux).
    private static readonly byte[] Texts = Encoding.ASCII.GetBytes("\0libc.so.6\0GLIBC_2.2.5\0GLIBC_2.34\0");

    [Fact]
    public void Libraries_and_versions_are_read()
    {
        var needs = ElfVersionNeeds.Read(Program());

        needs.ShouldBe([("libc.so.6", "GLIBC_2.2.5"), ("libc.so.6", "GLIBC_2.34")]);
        ElfVersionNeeds.NewestGlibc(needs).ShouldBe(new Version(2, 34));
    }

    [Theory]
    [InlineData("GLIBC_2.9", "GLIBC_2.34", "2.34")]
    [InlineData("GLIBC_2.4", "GLIBC_PRIVATE", "2.4")]
    [InlineData("GCC_3.0", "CXXABI_1.3", null)]
    public void Versions_are_compared_as_numbers(string first, string second, string? newest) =>
        ElfVersionNeeds.NewestGlibc([("x", first), ("x", second)]).ShouldBe(newest is null ? null : Version.Parse(newest));

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(64)]
    [InlineData(120)]
    [InlineData(200)]
    public void What_is_no_whole_program_is_refused(int length) =>
        Should.Throw<InvalidDataException>(() => ElfVersionNeeds.Read(Program().AsSpan(0, length)));

    [Fact]
    public void Tables_outside_the_program_are_refused()
    {
        var program = Program();
        BinaryPrimitives.WriteInt64LittleEndian(program.AsSpan(0x28), long.MaxValue);

        Should.Throw<InvalidDataException>(() => ElfVersionNeeds.Read(program));
    }

    private static byte[] Program()
    {
        var program = new byte[64 + 64 + 48 + 2 * 64];
        "\u007fELF\u0002\u0001"u8.CopyTo(program);
        Texts.CopyTo(program, 64);
        var needs = program.AsSpan(128, 48);
        BinaryPrimitives.WriteUInt16LittleEndian(needs, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(needs[2..], 2);
        BinaryPrimitives.WriteInt32LittleEndian(needs[4..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(needs[8..], 16);
        BinaryPrimitives.WriteInt32LittleEndian(needs[24..], 11);
        BinaryPrimitives.WriteInt32LittleEndian(needs[28..], 16);
        BinaryPrimitives.WriteInt32LittleEndian(needs[40..], 23);
        const int Sections = 176;
        BinaryPrimitives.WriteInt64LittleEndian(program.AsSpan(0x28), Sections);
        BinaryPrimitives.WriteUInt16LittleEndian(program.AsSpan(0x3a), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(program.AsSpan(0x3c), 2);
        Section(program.AsSpan(Sections, 64), 3, 64, Texts.Length, 0);
        Section(program.AsSpan(Sections + 64, 64), 0x6ffffffe, 128, 48, 0);
        return program;
    }

    private static void Section(Span<byte> section, uint type, long offset, long size, uint link)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(section[4..], type);
        BinaryPrimitives.WriteInt64LittleEndian(section[0x18..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(section[0x20..], size);
        BinaryPrimitives.WriteUInt32LittleEndian(section[0x28..], link);
    }
}
