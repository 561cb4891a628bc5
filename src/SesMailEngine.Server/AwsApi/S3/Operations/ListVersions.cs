using System.Text;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Objects;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.AwsApi.S3.Operations;

/// <summary>
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html: this host keeps no versions, so each object has one, which
/// S3 calls <c>null</c>.
/// </summary>
internal static class ListVersions
{
    private const int MaxKeys = 1000;

    /// <summary>Answers with a page of objects.</summary>
    public static async Task ExecuteAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        if (call.Query("delimiter") is { Length: > 0 }) throw S3Errors.NotImplemented("a list of versions with a delimiter");
        var encodes = call.WantsUrlEncoding();
        var (prefix, marker) = (call.Query("prefix") ?? "", call.Query("key-marker"));
        var limit = Math.Min(call.Number("max-keys", 0, int.MaxValue) ?? MaxKeys, MaxKeys);
        var page = new List<StoredObject>();
        var isMore = false;
        await foreach (var stored in bucket.Objects.ListAsync(prefix, marker is { Length: > 0 } ? marker : null, cancellationToken))
        {
            isMore = page.Count == limit;
            if (isMore) break;
            page.Add(stored);
        }
        await call.Request.WriteXmlAsync(
            0,
            (xml, _) =>
            {
                string Shown(string text) => encodes ? UriEncoding.Encode(Encoding.UTF8.GetBytes(text), keepSlash: true) : text;
                xml.Start("ListVersionsResult", S3Call.XmlNamespace).Element("Name", bucket.Name).Element("Prefix", Shown(prefix))
                    .Element("KeyMarker", Shown(marker ?? "")).Element("VersionIdMarker", "").Element("MaxKeys", limit);
                if (encodes) xml.Element("EncodingType", "url");
                xml.Element("IsTruncated", isMore && limit > 0);
                if (isMore && page.Count > 0) xml.Element("NextKeyMarker", Shown(page[^1].Key)).Element("NextVersionIdMarker", "null");
                foreach (var stored in page)
                {
                    xml.Start("Version").Element("Key", Shown(stored.Key)).Element("VersionId", "null").Element("IsLatest", true)
                        .Element("LastModified", stored.LastModified.ToWire()).Element("ETag", $"\"{stored.ETag}\"").Element("Size", stored.Length);
                    BucketOperations.WriteOwner(xml, bucket.Names);
                    xml.Element("StorageClass", "STANDARD").End();
                }
                xml.End();
            },
            cancellationToken);
    }
}
