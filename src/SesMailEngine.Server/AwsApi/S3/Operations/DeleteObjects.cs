using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.S3.Operations;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html and …/API_DeleteObject.html.</summary>
internal static class DeleteObjects
{
    private const int MaxKeys = 1000;

    /// <summary>Removes one object; removing none is a success too.</summary>
    public static async Task DeleteOneAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        await bucket.DeleteAsync(call.Key, cancellationToken);
        call.Request.WriteStatus(204);
    }

    /// <summary>Removes up to 1,000 objects.</summary>
    public static async Task ExecuteAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        var request = await XmlBody.ReadAsync(call, "Delete", cancellationToken);
        if (request.All("Object").Select(element => element.Text("VersionId")).FirstOrDefault(version => version is not (null or "null")) is { } other)
            throw S3Errors.InvalidArgument("versionId", $"The bucket has no version '{other[..Math.Min(other.Length, 40)]}'");
        var keys = request.All("Object").Select(element => element.Text("Key")).ToList();
        if (keys.Count is 0 or > MaxKeys || keys.Any(string.IsNullOrEmpty)) throw S3Errors.MalformedXml();
        foreach (var key in keys) await bucket.DeleteAsync(key!, cancellationToken);

        var quiet = request.Text("Quiet") == "true";
        await call.Request.WriteXmlAsync(
            (keys, quiet),
            static (xml, s) =>
            {
                xml.Start("DeleteResult", S3Call.XmlNamespace);
                if (!s.quiet)
                {
                    foreach (var key in s.keys) xml.Start("Deleted").Element("Key", key).End();
                }
                xml.End();
            },
            cancellationToken);
    }
}
