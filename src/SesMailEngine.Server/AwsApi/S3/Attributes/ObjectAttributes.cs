using SesMailEngine.Server.AwsApi.S3.Uploads;

namespace SesMailEngine.Server.AwsApi.S3.Attributes;

/// <summary>What a client said of an object besides its content.</summary>
internal sealed record ObjectAttributes
{
    /// <summary>The ETag of the content these belong to: content that came another way has none of them.</summary>
    public string ETag { get; init; } = "";

    /// <summary>Headers answered as they came, by name: <c>Content-Type</c>, <c>Cache-Control</c>, …</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>The caller's metadata by name, without <c>x-amz-meta-</c>.</summary>
    public Dictionary<string, string> Metadata { get; init; } = [];

    /// <summary>Which checksum came with the content.</summary>
    public ChecksumAlgorithm? ChecksumAlgorithm { get; init; }

    /// <summary>Its value.</summary>
    public string? ChecksumValue { get; init; }

    /// <summary>The checksum; null for none.</summary>
    public Checksum? ToChecksum() =>
        ChecksumAlgorithm is { } algorithm && ChecksumValue is { } value ? new Checksum(algorithm, value) : null;
}
