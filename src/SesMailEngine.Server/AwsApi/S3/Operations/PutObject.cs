using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3.Attributes;
using SesMailEngine.Server.AwsApi.S3.Uploads;

namespace SesMailEngine.Server.AwsApi.S3.Operations;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html.</summary>
internal static class PutObject
{
    /// <summary>Writes an object whole.</summary>
    public static async Task ExecuteAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        if (!bucket.Objects.IsValidKey(call.Key)) throw S3Errors.InvalidKey(call.Key);
        using var upload = await UploadReader.ReadAsync(call, HostBucket.MaxObjectBytes, cancellationToken);
        var attributes = AttributeHeaders.Read(call.Headers, upload.Checksum);
        var stored = await bucket.PutAsync(call, upload.Content, attributes, cancellationToken);
        call.Answer.ETag = $"\"{stored.ETag}\"";
        AttributeHeaders.WriteChecksum(upload.Checksum, call.Answer);
        call.Request.WriteStatus(200);
    }
}
