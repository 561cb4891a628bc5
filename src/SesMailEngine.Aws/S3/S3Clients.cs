using Amazon.Runtime;
using Amazon.S3;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.S3;

/// <summary>Makes S3 clients as the template store needs them.</summary>
public static class S3Clients
{
    /// <summary>
    /// A client that tries once (the store repeats calls by itself), waits 5 s at most, and adds checksums only where S3 demands
    /// them: TLS guards the way, and the bucket's ETag the content.
    /// </summary>
    public static AmazonS3Client Create(AwsTarget target) => new(target.Credentials, Config(target));

    /// <summary>A client for a command that a person waits for: it repeats calls by itself, and gives an upload two minutes.</summary>
    public static AmazonS3Client ForCommands(AwsTarget target)
    {
        var config = Config(target);
        config.MaxErrorRetry = 3;
        config.Timeout = TimeSpan.FromMinutes(2);
        return new AmazonS3Client(target.Credentials, config);
    }

    internal static AmazonS3Config Config(AwsTarget target)
    {
        var config = SdkConfigs.Apply(new AmazonS3Config(), target);
        config.ForcePathStyle = target.EndpointUrl is not null;
        config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
        config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        return config;
    }
}
