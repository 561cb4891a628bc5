using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.S3.Uploads;

/// <summary>A body that was received whole and is what its checksums say. Dispose gives its memory back.</summary>
internal sealed class Upload(PooledBuffer buffer, Checksum? checksum) : IDisposable
{
    /// <summary>The content.</summary>
    public ReadOnlyMemory<byte> Content => buffer.Written;

    /// <summary>The checksum the client gave; null for none.</summary>
    public Checksum? Checksum { get; } = checksum;

    /// <inheritdoc/>
    public void Dispose() => buffer.Dispose();
}
