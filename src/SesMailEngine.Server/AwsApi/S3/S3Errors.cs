using System.Text;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.S3;

/// <summary>S3's refusals (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList).</summary>
internal static class S3Errors
{
    /// <summary>Only the template bucket exists.</summary>
    public static AwsException NoSuchBucket(string bucket) =>
        new("NoSuchBucket", "The specified bucket does not exist", 404) { Details = [new("BucketName", bucket)] };

    /// <summary>There is no object of this key.</summary>
    public static AwsException NoSuchKey(string key) =>
        new("NoSuchKey", "The specified key does not exist.", 404) { Details = [new("Key", key)] };

    /// <summary>There is no such multipart upload, or no longer.</summary>
    public static AwsException NoSuchUpload() => new("NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.", 404);

    /// <summary>The store cannot hold this key.</summary>
    public static AwsException InvalidKey(string key) => Encoding.UTF8.GetByteCount(key) > 1024
        ? new("KeyTooLongError", "Your key is too long. It may have at most 1024 bytes.")
        : new("InvalidArgument", "The key cannot be held by this host: it may have no empty, '.' or '..' segment, none longer " +
            "than 255 bytes, no control character and no backslash.")
        { Details = [new("ArgumentName", "key")] };

    /// <summary>The bucket is a folder, where a name is a file or a folder and never both.</summary>
    public static AwsException KeyConflict(string key) => new("InvalidRequest",
        $"The key '{key}' cannot be held beside the objects there are: one key may not be the folder of another.", 409);

    /// <summary>A parameter or header is malformed.</summary>
    public static AwsException InvalidArgument(string name, string message) =>
        new("InvalidArgument", message) { Details = [new("ArgumentName", name)] };

    /// <summary>The request contradicts itself or asks for what cannot be.</summary>
    public static AwsException InvalidRequest(string message) => new("InvalidRequest", message);

    /// <summary>The body is no XML of the kind expected.</summary>
    public static AwsException MalformedXml() => new("MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema");

    /// <summary>The object is larger than this host takes.</summary>
    public static AwsException EntityTooLarge(long limit) =>
        new("EntityTooLarge", $"Your proposed upload exceeds the maximum allowed size of {limit} bytes");

    /// <summary>A condition of the request does not hold.</summary>
    public static AwsException PreconditionFailed(string header) =>
        new("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412)
        {
            Details = [new("Condition", header)],
        };

    /// <summary>The content is not what its checksum says.</summary>
    public static AwsException BadDigest(string name) =>
        new("BadDigest", $"The {name} you specified did not match the calculated checksum.");

    /// <summary>The body ended early.</summary>
    public static AwsException IncompleteBody() => new("IncompleteBody", "The request body terminated unexpectedly");

    /// <summary>A part of S3 this host does not have.</summary>
    public static AwsException NotImplemented(string what) =>
        new("NotImplemented", $"This host does not implement {what}.") { Unsupported = what };

    /// <summary>The method does not fit the resource.</summary>
    public static AwsException MethodNotAllowed(string method) =>
        new("MethodNotAllowed", "The specified method is not allowed against this resource.", 405)
        {
            Details = [new("Method", method)],
        };

    /// <summary>The one bucket is the stack's, and stays.</summary>
    public static AwsException AccessDenied(string message) => new("AccessDenied", message, 403);
}
