using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.S3.Operations;

/// <summary>What can be asked of the bucket itself.</summary>
internal static class BucketOperations
{
    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html.</summary>
    public static Task ListBucketsAsync(TemplateBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        var prefix = call.Query("prefix") ?? "";
        var isListed = bucket.Names.TemplateBucket.StartsWith(prefix, StringComparison.Ordinal);
        return call.Request.WriteXmlAsync(
            (bucket, isListed),
            static (xml, s) =>
            {
                xml.Start("ListAllMyBucketsResult", S3Call.XmlNamespace);
                WriteOwner(xml, s.bucket.Names);
                xml.Start("Buckets");
                if (s.isListed)
                {
                    xml.Start("Bucket").Element("Name", s.bucket.Names.TemplateBucket)
                        .Element("CreationDate", s.bucket.Since.ToWire())
                        .Element("BucketRegion", s.bucket.Names.Region).End();
                }
                xml.End().End();
            },
            cancellationToken);
    }

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html.</summary>
    public static void Head(TemplateBucket bucket, S3Call call)
    {
        call.Answer["x-amz-bucket-region"] = bucket.Names.Region;
        call.Request.WriteStatus(200);
    }

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html: empty for us-east-1.</summary>
    public static Task GetLocationAsync(TemplateBucket bucket, S3Call call, CancellationToken cancellationToken) =>
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

    /// <summary>The refusal of CreateBucket.</summary>
    public static AwsException RefuseCreation(TemplateBucket bucket, S3Call call) =>
        call.Bucket == bucket.Names.TemplateBucket
            ? new AwsException("BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.", 409)
            {
                Details = [new("BucketName", call.Bucket)],
            }
            : S3Errors.AccessDenied($"This host has one bucket, {bucket.Names.TemplateBucket}; others cannot be made.");

    /// <summary>The owner: the account.</summary>
    public static void WriteOwner(XmlOutput xml, ResourceNames names) =>
        xml.Start("Owner").Element("ID", names.AccountId).Element("DisplayName", names.Stack).End();
}
