using Microsoft.AspNetCore.Http;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Objects;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3.Operations;

namespace SesMailEngine.Server.AwsApi.S3;

/// <summary>
/// S3 over the template folder (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html).
/// One bucket exists, the stack's; it cannot be made or removed.
/// </summary>
/// <param name="objects">The objects.</param>
/// <param name="names">The stack's names.</param>
/// <param name="folder">The data folder: content types, metadata and unfinished uploads are kept in its folder <c>s3</c>.</param>
/// <param name="clock">The clock.</param>
internal sealed class S3Service(IObjectStore objects, ResourceNames names, string folder, TimeProvider clock)
    : IAwsService, IDisposable
{
    // Subresources S3 has and this host has not. Known, so that they are not taken for the bucket or object itself.
    private static readonly string[] Unsupported =
    [
        "accelerate", "acl", "analytics", "attributes", "cors", "encryption", "intelligent-tiering", "inventory", "legal-hold",
        "lifecycle", "logging", "metrics", "notification", "object-lock", "ownershipControls", "policy", "policyStatus",
        "publicAccessBlock", "replication", "requestPayment", "restore", "retention", "select", "tagging", "torrent", "versions",
        "website",
    ];

    private readonly TemplateBucket _bucket = new(objects, names, folder, clock);

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
                ? BucketOperations.ListBucketsAsync(_bucket, new S3Call(request, "", ""), cancellationToken)
                : throw S3Errors.MethodNotAllowed(http.Method);
        }
        var call = new S3Call(request, target.Bucket, target.Key ?? "");
        if (HttpMethods.IsPut(http.Method) && target.Key is null && Subresource(call) is null)
        {
            throw BucketOperations.RefuseCreation(_bucket, call);
        }
        if (target.Bucket != names.TemplateBucket) throw S3Errors.NoSuchBucket(target.Bucket);
        if (Subresource(call) is { } subresource) throw S3Errors.NotImplemented($"the subresource '{subresource}'");
        S3Parameters.Check(call, names);
        return target.Key is null ? OnBucket(call, cancellationToken) : OnObject(call, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _bucket.Dispose();

    private Task OnBucket(S3Call call, CancellationToken cancellationToken)
    {
        switch (call.Request.Http.Request.Method)
        {
            case "GET" when call.Has("location"):
                return BucketOperations.GetLocationAsync(_bucket, call, cancellationToken);
            case "GET" when call.Has("versioning"):
                return BucketOperations.GetVersioningAsync(call, cancellationToken);
            case "GET" when call.Has("uploads"):
                return MultipartOperations.ListUploadsAsync(_bucket, call, cancellationToken);
            case "GET":
                return ListObjects.ExecuteAsync(_bucket, call, cancellationToken);
            case "HEAD":
                BucketOperations.Head(_bucket, call);
                return Task.CompletedTask;
            case "POST" when call.Has("delete"):
                return DeleteObjects.ExecuteAsync(_bucket, call, cancellationToken);
            case "DELETE":
                throw S3Errors.AccessDenied("The template bucket belongs to the stack and cannot be removed.");
            case var method:
                throw S3Errors.MethodNotAllowed(method);
        }
    }

    private Task OnObject(S3Call call, CancellationToken cancellationToken)
    {
        if (call.Query("versionId") is { } version and not ("null" or ""))
        {
            throw S3Errors.InvalidArgument("versionId", $"The bucket has no version '{version[..Math.Min(version.Length, 40)]}'");
        }
        switch (call.Request.Http.Request.Method)
        {
            case "GET" when call.Has("uploadId"):
                return MultipartOperations.ListPartsAsync(_bucket, call, cancellationToken);
            case "GET":
                return GetObject.ExecuteAsync(_bucket, call, cancellationToken);
            case "HEAD":
                return GetObject.HeadAsync(_bucket, call, cancellationToken);
            case "PUT" when call.Has("uploadId"):
                return MultipartOperations.UploadPartAsync(_bucket, call, cancellationToken);
            case "PUT" when call.Header("x-amz-copy-source") is not null:
                return CopyObject.ExecuteAsync(_bucket, call, cancellationToken);
            case "PUT":
                return PutObject.ExecuteAsync(_bucket, call, cancellationToken);
            case "POST" when call.Has("uploads"):
                return MultipartOperations.CreateAsync(_bucket, call, cancellationToken);
            case "POST" when call.Has("uploadId"):
                return MultipartOperations.CompleteAsync(_bucket, call, cancellationToken);
            case "DELETE" when call.Has("uploadId"):
                return MultipartOperations.AbortAsync(_bucket, call, cancellationToken);
            case "DELETE":
                return DeleteObjects.DeleteOneAsync(_bucket, call, cancellationToken);
            case var method:
                throw S3Errors.MethodNotAllowed(method);
        }
    }

    private static string? Subresource(S3Call call)
    {
        if (!call.Request.Http.Request.QueryString.HasValue) return null;
        return Array.Find(Unsupported, call.Has);
    }
}
