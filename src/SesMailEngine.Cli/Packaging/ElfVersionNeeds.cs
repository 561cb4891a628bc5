using System.Buffers.Binary;
using System.Text;

namespace SesMailEngine.Cli.Packaging;

// Reads which versions of which libraries' symbols an ELF program needs: the section .gnu.version_r
// (Linux Standard Base, "Symbol Versioning", section "Version Requirements"). 64-bit, little-endian, as both of Lambda's
// processors are.
internal static class ElfVersionNeeds
{
    private const uint VersionNeedSection = 0x6ffffffe;
    private const int MaxEntries = 10_000;

    // For example ("libc.so.6", "GLIBC_2.34"). Throws InvalidDataException for what is no such program.
    public static IReadOnlyList<(string Library, string Version)> Read(ReadOnlySpan<byte> program)
    {
        try
        {
            return ReadProgram(program);
        }
        catch (ArgumentOutOfRangeException cut)
        {
            throw new InvalidDataException("The program is cut short or its tables are broken.", cut);
        }
    }

    // The newest version of glibc among them; null when none is needed.
    public static Version? NewestGlibc(IEnumerable<(string Library, string Version)> needs)
    {
        const string Prefix = "GLIBC_";
        return needs.Where(need => need.Version.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(need => Version.TryParse(need.Version[Prefix.Length..], out var version) ? version : null)
            .Max();
    }

    private static List<(string Library, string Version)> ReadProgram(ReadOnlySpan<byte> program)
    {
        if (program.Length < 64 || !program.StartsWith("\x7f"u8) || !program[1..4].SequenceEqual("ELF"u8) || program[4] != 2 || program[5] != 1)
        {
            throw new InvalidDataException("This is no 64-bit little-endian ELF program.");
        }
        var sections = Number64(program[0x28..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(program[0x3a..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(program[0x3c..]);
        var needs = new List<(string, string)>();
        for (var i = 0; i < count; i++)
        {
            var section = program.Slice(sections + i * size, 64);
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) != VersionNeedSection) continue;
            var link = (int)BinaryPrimitives.ReadUInt32LittleEndian(section[0x28..]);
            var texts = Content(program, program.Slice(sections + link * size, 64));
            ReadNeeds(Content(program, section), texts, needs);
        }
        return needs;
    }

    private static void ReadNeeds(ReadOnlySpan<byte> table, ReadOnlySpan<byte> texts, List<(string, string)> needs)
    {
        for (var at = 0; needs.Count < MaxEntries;)
        {
            var library = table[at..];
            var name = Text(texts, BinaryPrimitives.ReadInt32LittleEndian(library[4..]));
            var version = at + BinaryPrimitives.ReadInt32LittleEndian(library[8..]);
            for (var left = BinaryPrimitives.ReadUInt16LittleEndian(library[2..]); left > 0; left--)
            {
                var entry = table[version..];
                needs.Add((name, Text(texts, BinaryPrimitives.ReadInt32LittleEndian(entry[8..]))));
                version += BinaryPrimitives.ReadInt32LittleEndian(entry[12..]);
            }
            var next = BinaryPrimitives.ReadInt32LittleEndian(library[12..]);
            if (next <= 0) return;
            at += next;
        }
    }

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> program, ReadOnlySpan<byte> section) =>
        program.Slice(Number64(section[0x18..]), Number64(section[0x20..]));

    private static int Number64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes) is var number and <= int.MaxValue
        ? (int)number
        : throw new InvalidDataException("The program's tables lie outside of it.");

    private static string Text(ReadOnlySpan<byte> texts, int offset)
    {
        var rest = texts[offset..];
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }
}
