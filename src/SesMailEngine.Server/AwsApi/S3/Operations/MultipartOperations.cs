using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3.Attributes;
using SesMailEngine.Server.AwsApi.S3.Multipart;
using SesMailEngine.Server.AwsApi.S3.Uploads;

namespace SesMailEngine.Server.AwsApi.S3.Operations;

/// <summary>
/// Uploads in parts (https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html). The object's ETag is the MD5 of
/// its content, as with any other object here.
/// </summary>
internal static class MultipartOperations
{
    private const int MaxParts = 10_000;
    private const int MinPartBytes = 5 << 20;

    /// <summary>CreateMultipartUpload.</summary>
    public static async Task CreateAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        if (!bucket.Objects.IsValidKey(call.Key)) throw S3Errors.InvalidKey(call.Key);
        var upload = await bucket.Parts.CreateAsync(call.Key, AttributeHeaders.Read(call.Headers, null), cancellationToken);
        await call.Request.WriteXmlAsync(
            (call, upload),
            static (xml, s) => xml.Start("InitiateMultipartUploadResult", S3Call.XmlNamespace)
                .Element("Bucket", s.call.Bucket).Element("Key", s.call.Key).Element("UploadId", s.upload.Id).End(),
            cancellationToken);
    }

    /// <summary>UploadPart, and UploadPartCopy when the part comes from an object.</summary>
    public static async Task UploadPartAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        var upload = await FindAsync(bucket, call, cancellationToken);
        var number = call.Number("partNumber", 1, MaxParts) ??
            throw S3Errors.InvalidArgument("partNumber", "Part number must be an integer between 1 and 10000, inclusive");
        if (call.Header("x-amz-copy-source") is not null)
        {
            await CopyPartAsync(bucket, call, upload, number, cancellationToken);
            return;
        }
        using var content = await UploadReader.ReadAsync(call, HostBucket.MaxObjectBytes, cancellationToken);
        var part = await bucket.Parts.PutAsync(upload, number, content.Content, cancellationToken);
        call.Answer.ETag = $"\"{part.ETag}\"";
        if (content.Checksum is { } checksum) call.Answer[checksum.HeaderName] = checksum.Value;
        call.Request.WriteStatus(200);
    }

    /// <summary>CompleteMultipartUpload.</summary>
    public static async Task CompleteAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        var upload = await FindAsync(bucket, call, cancellationToken);
        var request = await XmlBody.ReadAsync(call, "CompleteMultipartUpload", cancellationToken, hasOwnChecksum: false);
        var parts = Choose(bucket.Parts.Parts(upload), [.. request.All("Part").Select(
            part => (ReadNumber(part.Text("PartNumber")), part.Text("ETag")?.Trim('"') ?? ""))]);
        using var content = new PooledBuffer((int)parts.Sum(part => part.Length) + 1);
        foreach (var part in parts)
        {
            var bytes = await bucket.Parts.GetAsync(upload, part, cancellationToken);
            bytes.CopyTo(content.GetSpan(bytes.Length));
            content.Advance(bytes.Length);
        }
        var checksum = UploadReader.Check(call, content.WrittenSpan);
        var attributes = upload.Attributes with { ChecksumAlgorithm = checksum?.Algorithm, ChecksumValue = checksum?.Value };
        var stored = await bucket.PutAsync(call, content.Written, attributes, cancellationToken);
        await bucket.Parts.RemoveAsync(upload, cancellationToken);
        var location = $"{call.Request.Http.Request.Scheme}://{call.Request.Http.Request.Host}{call.Request.RawPath}";
        await call.Request.WriteXmlAsync(
            (call, stored, location),
            static (xml, s) => xml.Start("CompleteMultipartUploadResult", S3Call.XmlNamespace)
                .Element("Location", s.location).Element("Bucket", s.call.Bucket).Element("Key", s.call.Key)
                .Element("ETag", $"\"{s.stored.ETag}\"").End(),
            cancellationToken);
    }

    /// <summary>AbortMultipartUpload.</summary>
    public static async Task AbortAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        await bucket.Parts.RemoveAsync(await FindAsync(bucket, call, cancellationToken), cancellationToken);
        call.Request.WriteStatus(204);
    }

    /// <summary>ListParts.</summary>
    public static async Task ListPartsAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        var upload = await FindAsync(bucket, call, cancellationToken);
        var limit = Math.Min(call.Number("max-parts", 0, int.MaxValue) ?? 1000, 1000);
        var marker = call.Number("part-number-marker", 0, int.MaxValue) ?? 0;
        var rest = bucket.Parts.Parts(upload).Where(part => part.Number > marker).ToArray();
        var shown = rest.Take(limit).ToArray();
        await call.Request.WriteXmlAsync(
            0,
            (xml, _) =>
            {
                xml.Start("ListPartsResult", S3Call.XmlNamespace)
                    .Element("Bucket", call.Bucket).Element("Key", call.Key).Element("UploadId", upload.Id)
                    .Element("PartNumberMarker", marker).Element("MaxParts", limit).Element("StorageClass", "STANDARD")
                    .Element("IsTruncated", rest.Length > shown.Length);
                if (shown.Length > 0) xml.Element("NextPartNumberMarker", shown[^1].Number);
                foreach (var part in shown)
                {
                    xml.Start("Part").Element("PartNumber", part.Number).Element("LastModified", part.LastModified.ToWire())
                        .Element("ETag", $"\"{part.ETag}\"").Element("Size", part.Length).End();
                }
                xml.End();
            },
            cancellationToken);
    }

    /// <summary>ListMultipartUploads; there are never more than fit one answer.</summary>
    public static async Task ListUploadsAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        var prefix = call.Query("prefix") ?? "";
        var uploads = (await bucket.Parts.ListAsync(cancellationToken))
            .Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        await call.Request.WriteXmlAsync(
            0,
            (xml, _) =>
            {
                xml.Start("ListMultipartUploadsResult", S3Call.XmlNamespace)
                    .Element("Bucket", call.Bucket).Element("Prefix", prefix)
                    .Element("MaxUploads", 1000).Element("IsTruncated", false);
                foreach (var upload in uploads)
                {
                    xml.Start("Upload").Element("Key", upload.Key).Element("UploadId", upload.Id)
                        .Element("StorageClass", "STANDARD").Element("Initiated", upload.Initiated.ToWire()).End();
                }
                xml.End();
            },
            cancellationToken);
    }

    private static async Task CopyPartAsync(
        HostBucket bucket, S3Call call, UploadInfo upload, int number, CancellationToken cancellationToken)
    {
        var (source, content, _) = await bucket.GetAsync(CopyObject.ReadSource(call), cancellationToken);
        CopyObject.CheckConditions(call, source);
        var range = ByteRange.Read(call.Header("x-amz-copy-source-range"), content.Length) ?? new ByteRange(0, content.Length);
        var part = await bucket.Parts.PutAsync(upload, number, content.AsMemory(range.Start, range.Length), cancellationToken);
        await call.Request.WriteXmlAsync(
            part,
            static (xml, s) => xml.Start("CopyPartResult", S3Call.XmlNamespace)
                .Element("LastModified", s.LastModified.ToWire()).Element("ETag", $"\"{s.ETag}\"").End(),
            cancellationToken);
    }

    private static Task<UploadInfo> FindAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken) =>
        bucket.Parts.FindAsync(call.Query("uploadId") ?? "", call.Key, cancellationToken);

    private static List<PartInfo> Choose(IReadOnlyList<PartInfo> received, IReadOnlyList<(int Number, string ETag)> wanted)
    {
        if (wanted.Count is 0 or > MaxParts) throw S3Errors.MalformedXml();
        var chosen = new List<PartInfo>();
        foreach (var (number, etag) in wanted)
        {
            if (chosen.Count > 0 && number <= chosen[^1].Number)
            {
                throw new AwsException("InvalidPartOrder", "The list of parts was not in ascending order.");
            }
            chosen.Add(received.FirstOrDefault(part => part.Number == number && part.ETag == etag) ?? throw new AwsException(
                "InvalidPart", "One or more of the specified parts could not be found. The part may not have been uploaded, or " +
                "the specified entity tag may not match the part's entity tag."));
        }
        return chosen.SkipLast(1).All(part => part.Length >= MinPartBytes)
            ? chosen
            : throw new AwsException("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
    }

    private static int ReadNumber(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw S3Errors.MalformedXml();
}
