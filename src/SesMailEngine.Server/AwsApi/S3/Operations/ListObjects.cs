using System.Text;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Objects;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.AwsApi.S3.Operations;

/// <summary>
/// Both listings: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html and
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html.
/// </summary>
internal static class ListObjects
{
    private const int MaxKeys = 1000;

    /// <summary>Answers with a page of keys and common prefixes.</summary>
    public static async Task ExecuteAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        var isV2 = call.Query("list-type") switch
        {
            null => false,
            "2" => true,
            _ => throw S3Errors.InvalidArgument("list-type", "Invalid List Type specified in Request"),
        };
        var encodes = call.WantsUrlEncoding();
        var (prefix, delimiter) = (call.Query("prefix") ?? "", call.Query("delimiter") ?? "");
        var limit = Math.Min(call.Number("max-keys", 0, int.MaxValue) ?? MaxKeys, MaxKeys);
        var marker = isV2 ? Start(call) : call.Query("marker");
        var page = await ReadAsync(bucket.Objects, prefix, delimiter, marker, limit, cancellationToken);
        await call.Request.WriteXmlAsync(
            0,
            (xml, _) =>
            {
                string Shown(string text) => encodes ? UriEncoding.Encode(Encoding.UTF8.GetBytes(text), keepSlash: true) : text;
                xml.Start("ListBucketResult", S3Call.XmlNamespace)
                    .Element("Name", call.Bucket)
                    .Element("Prefix", Shown(prefix));
                if (delimiter.Length > 0) xml.Element("Delimiter", Shown(delimiter));
                if (encodes) xml.Element("EncodingType", "url");
                xml.Element("MaxKeys", limit).Element("IsTruncated", page.Next is not null);
                if (isV2) WritePositionV2(xml, call, page, Shown);
                else WritePositionV1(xml, page, marker, delimiter, Shown);
                var withOwner = !isV2 || call.Query("fetch-owner") == "true";
                foreach (var stored in page.Objects) WriteObject(xml, bucket, stored, Shown, withOwner);
                foreach (var common in page.Prefixes) xml.Start("CommonPrefixes").Element("Prefix", Shown(common)).End();
                xml.End();
            },
            cancellationToken);
    }

    // Keys and prefixes are one ordered list: the page ends, and the next begins, after an entry of either kind.
    private static async Task<ListPage> ReadAsync(
        IObjectStore objects, string prefix, string delimiter, string? marker, int limit, CancellationToken cancellationToken)
    {
        var page = new ListPage();
        if (limit == 0) return page;
        string? last = null;
        await foreach (var stored in objects.ListAsync(prefix, marker, cancellationToken))
        {
            var end = delimiter.Length == 0 ? -1 : stored.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            var common = end < 0 ? null : stored.Key[..(end + delimiter.Length)];
            // One entry for all keys of a prefix, and none for a prefix the page before has ended with.
            var isSeen = common == last || (marker is not null && common is not null && ValueOrder.CompareText(common, marker) <= 0);
            if (common is not null && isSeen) continue;
            if (page.Count == limit)
            {
                page.Next = last;
                break;
            }
            if (common is null) page.Objects.Add(stored);
            else page.Prefixes.Add(common);
            last = common ?? stored.Key;
        }
        return page;
    }

    private static void WritePositionV2(XmlOutput xml, S3Call call, ListPage page, Func<string, string> shown)
    {
        xml.Element("KeyCount", page.Count)
            .Element("ContinuationToken", call.Query("continuation-token"));
        if (call.Query("start-after") is { } startAfter) xml.Element("StartAfter", shown(startAfter));
        if (page.Next is { } next) xml.Element("NextContinuationToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(next)));
    }

    private static void WritePositionV1(
        XmlOutput xml, ListPage page, string? marker, string delimiter, Func<string, string> shown)
    {
        xml.Element("Marker", shown(marker ?? ""));
        if (page.Next is { } next && delimiter.Length > 0) xml.Element("NextMarker", shown(next));
    }

    private static void WriteObject(
        XmlOutput xml, HostBucket bucket, StoredObject stored, Func<string, string> shown, bool withOwner)
    {
        xml.Start("Contents")
            .Element("Key", shown(stored.Key))
            .Element("LastModified", stored.LastModified.ToWire())
            .Element("ETag", $"\"{stored.ETag}\"")
            .Element("Size", stored.Length);
        if (withOwner) BucketOperations.WriteOwner(xml, bucket.Names);
        xml.Element("StorageClass", "STANDARD").End();
    }

    private static string? Start(S3Call call)
    {
        if (call.Query("continuation-token") is not { Length: > 0 } token) return call.Query("start-after");
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) && length > 0
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw S3Errors.InvalidArgument("continuation-token", "The continuation token provided is incorrect");
    }

    private sealed class ListPage
    {
        public List<StoredObject> Objects { get; } = [];

        public List<string> Prefixes { get; } = [];

        public int Count => Objects.Count + Prefixes.Count;

        public string? Next { get; set; }
    }
}
