using System.Buffers.Binary;

namespace SesMailEngine.Server.AwsApi.Checksums;

/// <summary>
/// A reflected CRC with all bits set at the start and flipped at the end, which the three of AWS's protocols are. Eight
/// bytes a step. Immutable: the state of a running checksum is the caller's.
/// </summary>
internal sealed class Crc
{
    private readonly ulong[] _tables = new ulong[8 * 256];
    private readonly ulong _mask;

    private Crc(int bits, ulong polynomial)
    {
        Bits = bits;
        _mask = bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;
        for (var value = 0; value < 256; value++)
        {
            var crc = (ulong)value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ polynomial;
            _tables[value] = crc;
        }
        for (var i = 256; i < _tables.Length; i++)
        {
            var before = _tables[i - 256];
            _tables[i] = (before >> 8) ^ _tables[before & 0xFF];
        }
    }

    /// <summary>CRC-32 (ISO 3309), as in gzip and in <c>x-amz-crc32</c>.</summary>
    public static Crc Crc32 { get; } = new(32, 0xEDB88320);

    /// <summary>CRC-32C (RFC 3720, Castagnoli).</summary>
    public static Crc Crc32C { get; } = new(32, 0x82F63B78);

    /// <summary>CRC-64/NVME (NVM Express, 64-bit guard).</summary>
    public static Crc Crc64Nvme { get; } = new(64, 0x9A6C9329AC4BC9B5);

    /// <summary>32 or 64.</summary>
    public int Bits { get; }

    /// <summary>The checksum of bytes.</summary>
    public ulong Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>
    /// The checksum of what <paramref name="crc"/> is the checksum of (0: nothing), followed by <paramref name="bytes"/>.
    /// </summary>
    public ulong Append(ulong crc, ReadOnlySpan<byte> bytes)
    {
        var state = crc ^ _mask;
        ReadOnlySpan<ulong> tables = _tables;
        while (bytes.Length >= 8)
        {
            var word = state ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            state = tables[(7 * 256) + (int)(word & 0xFF)]
                ^ tables[(6 * 256) + (int)((word >> 8) & 0xFF)]
                ^ tables[(5 * 256) + (int)((word >> 16) & 0xFF)]
                ^ tables[(4 * 256) + (int)((word >> 24) & 0xFF)]
                ^ tables[(3 * 256) + (int)((word >> 32) & 0xFF)]
                ^ tables[(2 * 256) + (int)((word >> 40) & 0xFF)]
                ^ tables[256 + (int)((word >> 48) & 0xFF)]
                ^ tables[(int)(word >> 56)];
            bytes = bytes[8..];
        }
        foreach (var b in bytes) state = (state >> 8) ^ tables[(int)((state ^ b) & 0xFF)];
        return state ^ _mask;
    }
}
