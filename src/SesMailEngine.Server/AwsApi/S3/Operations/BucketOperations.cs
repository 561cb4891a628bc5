using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3.Uploads;

namespace SesMailEngine.Server.AwsApi.S3.Operations;

/// <summary>What can be asked of the bucket itself.</summary>
internal static class BucketOperations
{
    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html.</summary>
    public static Task ListBucketsAsync(BucketSet buckets, S3Call call, CancellationToken cancellationToken)
    {
        var prefix = call.Query("prefix") ?? "";
        var listed = buckets.All.Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal));
        return call.Request.WriteXmlAsync(
            (buckets.Templates.Names, listed),
            static (xml, s) =>
            {
                xml.Start("ListAllMyBucketsResult", S3Call.XmlNamespace);
                WriteOwner(xml, s.Names);
                xml.Start("Buckets");
                foreach (var bucket in s.listed)
                {
                    xml.Start("Bucket").Element("Name", bucket.Name)
                        .Element("CreationDate", bucket.Since.ToWire())
                        .Element("BucketRegion", bucket.Names.Region).End();
                }
                xml.End().End();
            },
            cancellationToken);
    }

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html.</summary>
    public static void Head(HostBucket bucket, S3Call call)
    {
        call.Answer["x-amz-bucket-region"] = bucket.Names.Region;
        call.Request.WriteStatus(200);
    }

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html: empty for us-east-1.</summary>
    public static Task GetLocationAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken) =>
        call.Request.WriteXmlAsync(
            bucket.Names.Region,
            static (xml, region) =>
            {
                xml.Start("LocationConstraint", S3Call.XmlNamespace);
                if (region != "us-east-1") xml.Text(region);
                xml.End();
            },
            cancellationToken);

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html: this host keeps no versions.</summary>
    public static Task GetVersioningAsync(S3Call call, CancellationToken cancellationToken) =>
        call.Request.WriteXmlAsync(
            0, static (xml, _) => xml.Start("VersioningConfiguration", S3Call.XmlNamespace).End(), cancellationToken);

    /// <summary>
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html: in this host's region; a bucket that is there is told in
    /// every region.
    /// </summary>
    public static async Task CreateAsync(BucketSet buckets, S3Call call, ResourceNames names, CancellationToken cancellationToken)
    {
        using var upload = await UploadReader.ReadAsync(call, MaxConfiguration, cancellationToken);
        if (!upload.Content.IsEmpty)
        {
            var region = XmlBody.Parse(upload.Content, "CreateBucketConfiguration").Text("LocationConstraint");
            if (region is { Length: > 0 } && region != names.Region)
                throw new AwsException("IllegalLocationConstraintException", $"This host is in {names.Region}.");
        }
        buckets.Make(call.Bucket);
        call.Answer.Location = "/" + call.Bucket;
        call.Request.WriteStatus(200);
    }

    private const int MaxConfiguration = 64 << 10;

    /// <summary>The owner: the account.</summary>
    public static void WriteOwner(XmlOutput xml, ResourceNames names) =>
        xml.Start("Owner").Element("ID", names.AccountId).Element("DisplayName", names.Stack).End();
}
