using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace SesMailEngine.Aws.Deploy;

/// <summary>The buckets an installation needs: that of the code, and that of the templates when it has to go.</summary>
/// <param name="s3">The client.</param>
/// <param name="region">The region.</param>
public sealed class Buckets(IAmazonS3 s3, string region)
{
    /// <summary>Whether a bucket is there and whose.</summary>
    public async Task<BucketOwner> FindAsync(string bucket, string account, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await s3.HeadBucketAsync(
                new HeadBucketRequest { BucketName = bucket, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false);
            return answer.BucketRegion is { Length: > 0 } place && place != region ? BucketOwner.OtherRegion : BucketOwner.Account;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode is HttpStatusCode.NotFound)
        {
            return BucketOwner.None;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode is HttpStatusCode.Forbidden)
        {
            return BucketOwner.Other;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect)
        {
            return BucketOwner.OtherRegion;
        }
    }

    /// <summary>Makes the bucket of the code if it is not there: nothing public, everything encrypted.</summary>
    /// <returns>True when it was made.</returns>
    /// <exception cref="DeployException">The name is taken.</exception>
    public async Task<bool> EnsureAsync(string bucket, string account, CancellationToken cancellationToken)
    {
        var owner = await FindAsync(bucket, account, cancellationToken).ConfigureAwait(false);
        if (owner is BucketOwner.Other or BucketOwner.OtherRegion) throw Taken(bucket, owner, "--code-bucket");
        var made = owner == BucketOwner.None;
        if (made)
        {
            var request = new PutBucketRequest { BucketName = bucket };
            // us-east-1 is where a bucket is made when nothing is said, and may not be said.
            if (region != "us-east-1") request.BucketRegionName = region;
            try
            {
                await s3.PutBucketAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (AmazonS3Exception exception) when (exception.ErrorCode == "BucketAlreadyOwnedByYou")
            {
                made = false;
            }
            catch (AmazonS3Exception exception) when (exception.ErrorCode == "BucketAlreadyExists")
            {
                throw Taken(bucket, BucketOwner.Other, "--code-bucket");
            }
        }
        // Also for one that is there: an earlier run may have been interrupted in between.
        await s3.PutPublicAccessBlockAsync(
            new PutPublicAccessBlockRequest
            {
                BucketName = bucket,
                ExpectedBucketOwner = account,
                PublicAccessBlockConfiguration = new PublicAccessBlockConfiguration
                {
                    BlockPublicAcls = true,
                    BlockPublicPolicy = true,
                    IgnorePublicAcls = true,
                    RestrictPublicBuckets = true,
                },
            },
            cancellationToken).ConfigureAwait(false);
        await s3.PutBucketEncryptionAsync(
            new PutBucketEncryptionRequest
            {
                BucketName = bucket,
                ExpectedBucketOwner = account,
                ServerSideEncryptionConfiguration = new ServerSideEncryptionConfiguration
                {
                    ServerSideEncryptionRules =
                    [
                        new ServerSideEncryptionRule
                        {
                            ServerSideEncryptionByDefault = new ServerSideEncryptionByDefault
                            {
                                ServerSideEncryptionAlgorithm = ServerSideEncryptionMethod.AES256,
                            },
                        },
                    ],
                },
            },
            cancellationToken).ConfigureAwait(false);
        return made;
    }

    /// <summary>Uploads the code under its key; what is there already in the same size is not sent again: the key names the content.</summary>
    /// <returns>True when it was sent.</returns>
    public async Task<bool> UploadAsync(string bucket, string account, string key, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            var there = await s3.GetObjectMetadataAsync(
                new GetObjectMetadataRequest { BucketName = bucket, Key = key, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false);
            if (there.ContentLength == content.Length) return false;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            // Without the right to list, S3 says "forbidden" for what is not there.
        }
        using var stream = new MemoryStream(content, writable: false);
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = bucket,
                Key = key,
                InputStream = stream,
                ContentType = "application/zip",
                ExpectedBucketOwner = account,
            },
            cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Deletes every version and every delete marker of a bucket; gives how many.</summary>
    /// <exception cref="DeployException">Some cannot be deleted.</exception>
    public async Task<int> EmptyAsync(string bucket, string account, CancellationToken cancellationToken)
    {
        var deleted = 0;
        while (true)
        {
            // Always from the beginning: what was listed is gone by then.
            var page = await s3.ListVersionsAsync(
                new ListVersionsRequest { BucketName = bucket, ExpectedBucketOwner = account, MaxKeys = 1000 }, cancellationToken).ConfigureAwait(false);
            var versions = (page.Versions ?? []).Select(version => new KeyVersion { Key = version.Key, VersionId = version.VersionId }).ToList();
            if (versions.Count == 0) return deleted;
            try
            {
                var answer = await s3.DeleteObjectsAsync(
                    new DeleteObjectsRequest { BucketName = bucket, ExpectedBucketOwner = account, Objects = versions, Quiet = true },
                    cancellationToken).ConfigureAwait(false);
                if (answer.DeleteErrors is { Count: > 0 } errors) throw NotEmptied(bucket, errors);
            }
            catch (DeleteObjectsException exception)
            {
                throw NotEmptied(bucket, exception.Response.DeleteErrors);
            }
            deleted += versions.Count;
        }
    }

    /// <summary>Deletes an empty bucket.</summary>
    public Task DeleteAsync(string bucket, string account, CancellationToken cancellationToken) =>
        s3.DeleteBucketAsync(new DeleteBucketRequest { BucketName = bucket, ExpectedBucketOwner = account }, cancellationToken);

    internal static DeployException Taken(string bucket, BucketOwner owner, string option) => new(
        DeployFailure.BucketTaken,
        owner == BucketOwner.OtherRegion
            ? $"Bucket already exists: '{bucket}' lies in another region."
            : $"Bucket already exists: '{bucket}' belongs to another account, or these credentials may not look at it.",
        $"Names of buckets are unique in the world. Choose another with {option}.");

    private static DeployException NotEmptied(string bucket, List<DeleteError> errors) => new(
        DeployFailure.DeleteFailed, $"Bucket '{bucket}' is not empty: {errors[0].Key} could not be deleted ({errors[0].Code}: {errors[0].Message}).",
        "Have s3:DeleteObjectVersion allowed, lift an object lock, and run this again.")
    { ErrorCode = "INST001" };
}
