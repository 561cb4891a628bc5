using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using SesMailEngine.Server.AwsApi.Checksums;

namespace SesMailEngine.Server.AwsApi.S3.Uploads;

/// <summary>A checksum of an object.</summary>
/// <param name="Algorithm">Which.</param>
/// <param name="Value">Its bytes, big-endian, in base64: as the header has it.</param>
internal sealed record Checksum(ChecksumAlgorithm Algorithm, string Value)
{
    private const string Prefix = "x-amz-checksum-";

    /// <summary>The header, for example <c>x-amz-checksum-crc32</c>.</summary>
    public string HeaderName => HeaderOf(Algorithm);

    /// <summary>The header of an algorithm.</summary>
    public static string HeaderOf(ChecksumAlgorithm algorithm) => Prefix + algorithm.ToString().ToLowerInvariant();

    /// <summary>The algorithm of a header; null for another header.</summary>
    public static ChecksumAlgorithm? AlgorithmOf(string header)
    {
        foreach (var algorithm in Enum.GetValues<ChecksumAlgorithm>())
        {
            if (header.Equals(HeaderOf(algorithm), StringComparison.OrdinalIgnoreCase)) return algorithm;
        }
        return null;
    }

    /// <summary>The checksum of content.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "S3 defines it; it guards against accidents, not against people.")]
    public static Checksum Compute(ChecksumAlgorithm algorithm, ReadOnlySpan<byte> content) => new(algorithm,
        Convert.ToBase64String(algorithm switch
        {
            ChecksumAlgorithm.Crc32 => BigEndian(Crc.Crc32, content),
            ChecksumAlgorithm.Crc32C => BigEndian(Crc.Crc32C, content),
            ChecksumAlgorithm.Crc64Nvme => BigEndian(Crc.Crc64Nvme, content),
            ChecksumAlgorithm.Sha1 => SHA1.HashData(content),
            _ => SHA256.HashData(content),
        }));

    private static byte[] BigEndian(Crc crc, ReadOnlySpan<byte> content)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, crc.Compute(content));
        return bytes[(8 - (crc.Bits / 8))..];
    }
}
