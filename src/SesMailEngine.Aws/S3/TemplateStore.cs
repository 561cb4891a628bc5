using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.S3;

/// <summary>
/// The template bucket in S3. A file that is not there is null only if the caller may list the bucket: without
/// <c>s3:ListBucket</c>, S3 answers <c>AccessDenied</c> for it
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html), and so does this store. What was read is remembered
/// by its ETag, and not sent again while it is the same.
/// </summary>
public sealed class TemplateStore : ITemplateStore
{
    private const string Root = "templates/";
    private const int MaxMemory = 4 * 1024 * 1024;

    private readonly IAmazonS3 client;
    private readonly CallRetries retries;
    private readonly string bucket;
    private readonly ObjectMemory memory = new(MaxMemory);

    /// <summary>Makes the store. <paramref name="client"/> should be made with <see cref="S3Clients"/>: no retries of its own.</summary>
    public TemplateStore(IAmazonS3 client, ResourceNames names, CallRetries retries)
    {
        this.client = client;
        this.retries = retries;
        bucket = names.TemplateBucket;
    }

    /// <inheritdoc/>
    public async Task<TemplateFile?> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken) =>
        await CallAsync("GetObject", () => GetAsync(Root + path, maxBytes, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListAsync(string templateName, CancellationToken cancellationToken)
    {
        var prefix = $"{Root}{templateName}/";
        var names = new List<string>();
        await foreach (var page in PagesAsync(prefix, null, cancellationToken).ConfigureAwait(false))
        {
            // The console makes a folder by an object of the folder's own name.
            names.AddRange((page.S3Objects ?? []).Select(found => found.Key[prefix.Length..]).Where(name => name.Length > 0));
        }
        return names;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListTemplatesAsync(CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var page in PagesAsync(Root, "/", cancellationToken).ConfigureAwait(false))
        {
            names.UnionWith((page.CommonPrefixes ?? []).Select(prefix => prefix[Root.Length..].TrimEnd('/')));
        }
        return [.. names];
    }

    /// <inheritdoc/>
    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        CallAsync("PutObject", async () =>
        {
            var request = new PutObjectRequest
            {
                BucketName = bucket,
                Key = Root + path,
                InputStream = new MemoryStream(content.ToArray(), writable: false),
                ContentType = ContentType(path),
                // One signed body: what is this small needs no chunks.
                UseChunkEncoding = false,
            };
            return await client.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
        }, cancellationToken);

    private async Task<TemplateFile?> GetAsync(string key, int maxBytes, CancellationToken cancellationToken)
    {
        var known = memory.Find(key);
        try
        {
            var request = new GetObjectRequest { BucketName = bucket, Key = key, EtagToNotMatch = known?.ETag };
            using var response = await client.GetObjectAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.ContentLength > maxBytes) return new TemplateFile(default, response.ContentLength);
            var content = new byte[response.ContentLength];
            if (content.Length > 0) await response.ResponseStream.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
            memory.Keep(key, response.ETag, content);
            return new TemplateFile(content, content.Length);
        }
        catch (AmazonS3Exception unchanged) when (unchanged.StatusCode == HttpStatusCode.NotModified && known is not null)
        {
            var content = known.Value.Content;
            return new TemplateFile(content.Length > maxBytes ? default : content, content.Length);
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode is "NoSuchKey" or "NotFound")
        {
            return null;
        }
    }

    private async IAsyncEnumerable<ListObjectsV2Response> PagesAsync(
        string prefix, string? delimiter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, Delimiter = delimiter, ContinuationToken = next };
            var page = await CallAsync(
                "ListObjectsV2", async () => await client.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
            yield return page;
            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    // Every call may be repeated: reads change nothing, and a file written twice is the same file.
    private async Task<T> CallAsync<T>(string operation, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && CallFailures.Of(exception) is { } kind)
            {
                if (kind == CallFailure.Refused || attempt >= retries.Tries) throw Failure(operation, exception, kind);
            }
            await retries.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private static PortException Failure(string operation, Exception exception, CallFailure kind)
    {
        var name = CallFailures.NameOf(exception);
        var message = name == "AccessDenied"
            ? ErrorCatalogue.Format(ErrorCodes.BucketError, operation + ": ")
            : ErrorCatalogue.Format(ErrorCodes.BucketAway, $"{operation}: {name}");
        return new PortException(message, kind != CallFailure.Refused, name, exception);
    }

    private static string ContentType(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".txt" => "text/plain; charset=utf-8",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };
}
