using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Server.Security;

namespace SesMailEngine.EndToEnd.Tests;

// Every way the AWS SDK for .NET uploads, to a host that verifies signatures: plain, in signed chunks, with a signed trailer.
public sealed class SignedUploadTests : IAsyncLifetime
{
    private static readonly ResourceNames Names = new("sesmailengine", "000000000000", "us-east-1");

    private readonly string folder = Directory.CreateTempSubdirectory("sesmailengine-signed-").FullName;
    private EmbeddedHost host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = TestHost.Options(folder);
        options = options with { Endpoint = options.Endpoint with { AccessKeys = [new AccessKey("AKIDTEST", "test-secret-1")] } };
        host = await EmbeddedHost.StartAsync(options, TimeProvider.System, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(true, RequestChecksumCalculation.WHEN_SUPPORTED)]
    [InlineData(true, RequestChecksumCalculation.WHEN_REQUIRED)]
    [InlineData(false, RequestChecksumCalculation.WHEN_SUPPORTED)]
    public async Task What_is_uploaded_is_read_back(bool chunks, RequestChecksumCalculation checksums)
    {
        using var client = Client("test-secret-1", checksums);
        var content = new byte[200_000];
        new Random(1).NextBytes(content);
        await client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Names.TemplateBucket,
                Key = "templates/signed/a b.bin",
                InputStream = new MemoryStream(content),
                UseChunkEncoding = chunks,
            },
            Cancel);
        using var read = await client.GetObjectAsync(Names.TemplateBucket, "templates/signed/a b.bin", Cancel);
        using var copy = new MemoryStream();
        await read.ResponseStream.CopyToAsync(copy, Cancel);
        copy.ToArray().ShouldBe(content);
    }

    [Fact]
    public async Task A_large_object_travels_in_signed_parts()
    {
        using var client = Client("test-secret-1", RequestChecksumCalculation.WHEN_SUPPORTED);
        using var transfer = new TransferUtility(client);
        await transfer.UploadAsync(new MemoryStream(new byte[16 << 20]), Names.TemplateBucket, "large", Cancel);
        (await client.GetObjectMetadataAsync(Names.TemplateBucket, "large", Cancel)).ContentLength.ShouldBe(16 << 20);
    }

    [Fact]
    public async Task Another_secret_is_refused()
    {
        using var client = Client("test-secret-2", RequestChecksumCalculation.WHEN_SUPPORTED);
        var refused = await Should.ThrowAsync<AmazonS3Exception>(() => client.PutObjectAsync(
            new PutObjectRequest { BucketName = Names.TemplateBucket, Key = "x", ContentBody = "x" }, Cancel));
        (refused.StatusCode, refused.ErrorCode).ShouldBe((HttpStatusCode.Forbidden, "SignatureDoesNotMatch"));
    }

    private AmazonS3Client Client(string secret, RequestChecksumCalculation checksums) => new(
        new BasicAWSCredentials("AKIDTEST", secret),
        new AmazonS3Config
        {
            ServiceURL = host.Address.ToString(),
            ForcePathStyle = true,
            AuthenticationRegion = Names.Region,
            RequestChecksumCalculation = checksums,
        });
}
