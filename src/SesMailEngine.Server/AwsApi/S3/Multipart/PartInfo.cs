namespace SesMailEngine.Server.AwsApi.S3.Multipart;

/// <summary>A part that was received.</summary>
/// <param name="Number">1 to 10,000.</param>
/// <param name="ETag">The MD5 of its content in hex.</param>
/// <param name="Length">Bytes.</param>
/// <param name="LastModified">When it came.</param>
internal sealed record PartInfo(int Number, string ETag, long Length, DateTimeOffset LastModified);
