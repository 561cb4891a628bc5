namespace SesMailEngine.Server.AwsApi.S3.Uploads;

/// <summary>S3's checksums of objects (https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html).</summary>
internal enum ChecksumAlgorithm
{
    /// <summary>CRC-32.</summary>
    Crc32,

    /// <summary>CRC-32C.</summary>
    Crc32C,

    /// <summary>CRC-64/NVME.</summary>
    Crc64Nvme,

    /// <summary>SHA-1.</summary>
    Sha1,

    /// <summary>SHA-256.</summary>
    Sha256,
}
