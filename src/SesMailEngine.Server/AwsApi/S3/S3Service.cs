using Microsoft.AspNetCore.Http;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Objects;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3.Operations;

namespace SesMailEngine.Server.AwsApi.S3;

/// <summary>
/// S3 over the template folder (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html).
/// The stack's bucket comes and goes with the stack; others can be made.
/// </summary>
/// <param name="objects">The objects.</param>
/// <param name="names">The stack's names.</param>
/// <param name="folder">The data folder: content types, metadata and unfinished uploads are kept in its folder <c>s3</c>.</param>
/// <param name="clock">The clock.</param>
/// <param name="place">Where other buckets are; null where there are none.</param>
/// <param name="policyOf">The policy the template declares for a bucket, by its ARN; null for none.</param>
internal sealed class S3Service(
    IObjectStore objects, ResourceNames names, string folder, TimeProvider clock, IBucketPlace? place = null,
    Func<string, string?>? policyOf = null) : IAwsService, IDisposable
{
    // Subresources S3 has and this host has not. Known, so that they are not taken for the bucket or object itself.
    private static readonly string[] Unsupported =
    [
        "accelerate", "acl", "analytics", "attributes", "cors", "intelligent-tiering", "inventory", "legal-hold",
        "lifecycle", "logging", "metrics", "notification", "object-lock", "ownershipControls", "policyStatus",
        "replication", "requestPayment", "restore", "retention", "select", "tagging", "torrent", "website",
    ];

    private readonly BucketSet _buckets = new(new HostBucket(names.TemplateBucket, objects, names, folder, clock), names, place, clock);

    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new("s3")
    {
        RestProtocol = AwsProtocol.RestXml,
        XmlNamespace = S3Call.XmlNamespace,
        InternalErrorCode = "InternalError",
        StreamsBody = true,
    };

    /// <inheritdoc/>
    public Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var http = request.Http.Request;
        var target = S3Target.Read(http.Host, request.RawPath);
        if (target.Bucket is null)
        {
            S3Parameters.Check(new S3Call(request, "", ""), names);
            return HttpMethods.IsGet(http.Method)
                ? BucketOperations.ListBucketsAsync(_buckets, new S3Call(request, "", ""), cancellationToken)
                : throw S3Errors.MethodNotAllowed(http.Method);
        }
        var call = new S3Call(request, target.Bucket, target.Key ?? "");
        var isCreation = HttpMethods.IsPut(http.Method) && target.Key is null && http.Query.Keys.All(key => key == "x-id" || key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase));
        if (isCreation)
        {
            S3Parameters.Check(call, names);
            return BucketOperations.CreateAsync(_buckets, call, names, cancellationToken);
        }
        var bucket = _buckets.Find(target.Bucket) ?? throw S3Errors.NoSuchBucket(target.Bucket);
        if (Subresource(call) is { } subresource) throw S3Errors.NotImplemented($"the subresource '{subresource}'");
        S3Parameters.Check(call, names);
        return target.Key is null ? OnBucket(bucket, call, cancellationToken) : OnObject(bucket, call, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _buckets.Dispose();

    private Task OnBucket(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        switch (call.Request.Http.Request.Method)
        {
            case "GET" when call.Has("location"):
                return BucketOperations.GetLocationAsync(bucket, call, cancellationToken);
            case "GET" when call.Has("versioning"):
                return BucketOperations.GetVersioningAsync(call, cancellationToken);
            case "GET" when call.Has("policy"):
                return BucketSettings.GetPolicyAsync(call, policyOf?.Invoke($"arn:aws:s3:::{bucket.Name}"), cancellationToken);
            case "GET" when call.Has("encryption"):
                return BucketSettings.GetEncryptionAsync(call, cancellationToken);
            case "GET" when call.Has("publicAccessBlock"):
                return BucketSettings.GetAccessBlockAsync(call, cancellationToken);
            case "GET" when call.Has("versions"):
                return ListVersions.ExecuteAsync(bucket, call, cancellationToken);
            case "GET" when call.Has("uploads"):
                return MultipartOperations.ListUploadsAsync(bucket, call, cancellationToken);
            case "GET":
                return ListObjects.ExecuteAsync(bucket, call, cancellationToken);
            case "HEAD":
                BucketOperations.Head(bucket, call);
                return Task.CompletedTask;
            case "POST" when call.Has("delete"):
                return DeleteObjects.ExecuteAsync(bucket, call, cancellationToken);
            case "PUT" when call.Has("publicAccessBlock"):
                return BucketSettings.PutAccessBlockAsync(call, cancellationToken);
            case "PUT" when call.Has("encryption"):
                return BucketSettings.PutEncryptionAsync(call, cancellationToken);
            case "DELETE" when !call.Has("policy") && !call.Has("encryption") && !call.Has("publicAccessBlock"):
                return DeleteAsync(bucket, call, cancellationToken);
            case var method:
                throw S3Errors.MethodNotAllowed(method);
        }
    }

    private static Task OnObject(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        if (call.Query("versionId") is { } version and not ("null" or ""))
        {
            throw S3Errors.InvalidArgument("versionId", $"The bucket has no version '{version[..Math.Min(version.Length, 40)]}'");
        }
        switch (call.Request.Http.Request.Method)
        {
            case "GET" when call.Has("uploadId"):
                return MultipartOperations.ListPartsAsync(bucket, call, cancellationToken);
            case "GET":
                return GetObject.ExecuteAsync(bucket, call, cancellationToken);
            case "HEAD":
                return GetObject.HeadAsync(bucket, call, cancellationToken);
            case "PUT" when call.Has("uploadId"):
                return MultipartOperations.UploadPartAsync(bucket, call, cancellationToken);
            case "PUT" when call.Header("x-amz-copy-source") is not null:
                return CopyObject.ExecuteAsync(bucket, call, cancellationToken);
            case "PUT":
                return PutObject.ExecuteAsync(bucket, call, cancellationToken);
            case "POST" when call.Has("uploads"):
                return MultipartOperations.CreateAsync(bucket, call, cancellationToken);
            case "POST" when call.Has("uploadId"):
                return MultipartOperations.CompleteAsync(bucket, call, cancellationToken);
            case "DELETE" when call.Has("uploadId"):
                return MultipartOperations.AbortAsync(bucket, call, cancellationToken);
            case "DELETE":
                return DeleteObjects.DeleteOneAsync(bucket, call, cancellationToken);
            case var method:
                throw S3Errors.MethodNotAllowed(method);
        }
    }

    private async Task DeleteAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        await _buckets.DeleteAsync(bucket, cancellationToken);
        call.Request.WriteStatus(204);
    }

    private static string? Subresource(S3Call call)
    {
        if (!call.Request.Http.Request.QueryString.HasValue) return null;
        return Array.Find(Unsupported, call.Has);
    }
}
