using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.S3.Operations;

/// <summary>
/// What a bucket is set to: nothing public, and encrypted as the host's disk is. That is all a bucket of this host can be, so putting it
/// changes nothing and anything else is refused.
/// </summary>
internal static class BucketSettings
{
    private static readonly string[] Blocks = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"];

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html.</summary>
    public static async Task PutAccessBlockAsync(S3Call call, CancellationToken cancellationToken)
    {
        var body = await XmlBody.ReadAsync(call, "PublicAccessBlockConfiguration", cancellationToken);
        if (Blocks.Any(name => body.Text(name) != "true")) throw S3Errors.NotImplemented("public access to a bucket");
        call.Request.WriteStatus(200);
    }

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html.</summary>
    public static Task GetAccessBlockAsync(S3Call call, CancellationToken cancellationToken) => call.Request.WriteXmlAsync(
        0,
        static (xml, _) =>
        {
            xml.Start("PublicAccessBlockConfiguration", S3Call.XmlNamespace);
            foreach (var name in Blocks) xml.Element(name, true);
            xml.End();
        },
        cancellationToken);

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html.</summary>
    public static async Task PutEncryptionAsync(S3Call call, CancellationToken cancellationToken)
    {
        var body = await XmlBody.ReadAsync(call, "ServerSideEncryptionConfiguration", cancellationToken);
        if (body.All("Rule").Any(rule => rule.All("ApplyServerSideEncryptionByDefault").Any(choice => choice.Text("SSEAlgorithm") != "AES256")))
            throw S3Errors.NotImplemented("encryption with keys of KMS");
        call.Request.WriteStatus(200);
    }

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html.</summary>
    public static Task GetEncryptionAsync(S3Call call, CancellationToken cancellationToken) => call.Request.WriteXmlAsync(
        0,
        static (xml, _) => xml.Start("ServerSideEncryptionConfiguration", S3Call.XmlNamespace).Start("Rule").Start("ApplyServerSideEncryptionByDefault")
            .Element("SSEAlgorithm", "AES256").End().Element("BucketKeyEnabled", false).End().End(),
        cancellationToken);

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html.</summary>
    public static Task GetPolicyAsync(S3Call call, string? policy, CancellationToken cancellationToken) => call.Request.WriteAsync(
        200, "application/json",
        System.Text.Encoding.UTF8.GetBytes(policy ?? throw new AwsException("NoSuchBucketPolicy", "The bucket policy does not exist", 404)), cancellationToken);
}
