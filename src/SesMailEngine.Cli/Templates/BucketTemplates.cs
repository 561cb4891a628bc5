using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.S3;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Cli.Templates;

// The templates of a stack, local or deployed, read through S3's API.
internal sealed class BucketTemplates : ITemplateStore, IDisposable
{
    private const string Root = "templates/";

    private readonly AmazonS3Client client;
    private readonly string bucket;

    public BucketTemplates(AwsTarget target, string bucket)
    {
        this.bucket = bucket;
        client = S3Clients.ForCommands(target);
    }

    public async Task<TemplateFile?> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetObjectAsync(bucket, Root + path, cancellationToken);
            if (answer.ContentLength > maxBytes) return new TemplateFile(default, answer.ContentLength);
            using var content = new MemoryStream();
            await answer.ResponseStream.CopyToAsync(content, cancellationToken);
            return new TemplateFile(content.ToArray(), content.Length);
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound && exception.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
        catch (AmazonS3Exception exception)
        {
            throw Problem(exception);
        }
    }

    public async Task<IReadOnlyList<string>> ListAsync(string templateName, CancellationToken cancellationToken)
    {
        var prefix = $"{Root}{templateName}/";
        return [.. (await ListAsync(prefix, null, cancellationToken)).Select(key => key[prefix.Length..])];
    }

    public async Task<IReadOnlyList<string>> ListTemplatesAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(Root, "/", cancellationToken)).Select(prefix => prefix[Root.Length..].TrimEnd('/'))];

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        throw new PortException("Templates are only read here.", false, "AccessDenied");

    public void Dispose() => client.Dispose();

    private async Task<List<string>> ListAsync(string prefix, string? delimiter, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, Delimiter = delimiter };
        try
        {
            ListObjectsV2Response answer;
            do
            {
                answer = await client.ListObjectsV2Async(request, cancellationToken);
                found.AddRange(delimiter is null ? (answer.S3Objects ?? []).Select(item => item.Key) : answer.CommonPrefixes ?? []);
                request.ContinuationToken = answer.NextContinuationToken;
            }
            while (answer.IsTruncated == true);
        }
        catch (AmazonS3Exception exception)
        {
            throw Problem(exception);
        }
        return found;
    }

    private static PortException Problem(AmazonServiceException exception) =>
        new($"{exception.ErrorCode}: {exception.Message}", false, exception.ErrorCode, exception);
}
