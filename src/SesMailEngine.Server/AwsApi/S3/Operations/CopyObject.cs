using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Objects;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3.Attributes;

namespace SesMailEngine.Server.AwsApi.S3.Operations;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html.</summary>
internal static class CopyObject
{
    /// <summary>Writes an object with the content of another.</summary>
    public static async Task ExecuteAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        var source = ReadSource(call);
        var replaces = call.Header("x-amz-metadata-directive") switch
        {
            null or "COPY" => false,
            "REPLACE" => true,
            _ => throw S3Errors.InvalidArgument("x-amz-metadata-directive", "Unknown metadata directive."),
        };
        if (source == call.Key && !replaces)
        {
            throw S3Errors.InvalidRequest("This copy request is illegal because it is trying to copy an object to itself " +
                "without changing the object's metadata.");
        }
        var (from, content, attributes) = await bucket.GetAsync(source, cancellationToken);
        CheckConditions(call, from);
        if (replaces) attributes = AttributeHeaders.Read(call.Headers, attributes.ToChecksum());
        var stored = await bucket.PutAsync(call, content, attributes, cancellationToken);
        await call.Request.WriteXmlAsync(
            stored,
            static (xml, s) => xml.Start("CopyObjectResult", S3Call.XmlNamespace)
                .Element("LastModified", s.LastModified.ToWire())
                .Element("ETag", $"\"{s.ETag}\"").End(),
            cancellationToken);
    }

    /// <summary>Checks the conditions on the source; here also one that would be a 304 is a refusal.</summary>
    /// <exception cref="AwsException">One does not hold.</exception>
    public static void CheckConditions(S3Call call, StoredObject source)
    {
        if (!ReadConditions.Allow(call, source, "x-amz-copy-source-"))
        {
            throw S3Errors.PreconditionFailed("x-amz-copy-source-If-None-Match");
        }
    }

    /// <summary>The key of <c>x-amz-copy-source</c>: <c>/bucket/key</c>, percent-encoded, its bucket being this one.</summary>
    /// <exception cref="AwsException">It is malformed, or of another bucket.</exception>
    public static string ReadSource(S3Call call)
    {
        var text = call.Header("x-amz-copy-source")!;
        var query = text.IndexOf("?versionId=", StringComparison.Ordinal);
        if (query >= 0 && text[(query + 11)..] != "null")
        {
            throw S3Errors.InvalidArgument("x-amz-copy-source", "Invalid version id specified");
        }
        var path = S3Target.Decode((query < 0 ? text : text[..query]).TrimStart('/'));
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1 || slash == path.Length - 1)
        {
            throw S3Errors.InvalidArgument("x-amz-copy-source",
                "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        }
        return path[..slash] == call.Bucket ? path[(slash + 1)..] : throw S3Errors.NoSuchBucket(path[..slash]);
    }
}
