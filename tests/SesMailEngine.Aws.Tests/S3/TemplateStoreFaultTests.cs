using System.Net;
using Amazon.S3.Model;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Aws.Tests.Faults;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Tests.S3;

public sealed class TemplateStoreFaultTests(EmulatorSet emulators)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_did_not_change_is_not_sent_again()
    {
        var bucket = await Bucket.CreateAsync(emulators, "s3rver");
        await bucket.Store.WriteAsync("welcome/template.txt", "first"u8.ToArray(), Cancel);
        for (var i = 0; i < 2; i++)
        {
            (await bucket.Store.ReadAsync("welcome/template.txt", 100, Cancel))!.Content.ToArray().ShouldBe("first"u8.ToArray());
        }
        await bucket.Store.WriteAsync("welcome/template.txt", "second"u8.ToArray(), Cancel);
        (await bucket.Store.ReadAsync("welcome/template.txt", 100, Cancel))!.Content.ToArray().ShouldBe("second"u8.ToArray());
        (await bucket.Store.ReadAsync("welcome/template.txt", 5, Cancel))!.Content.Length.ShouldBe(0);
    }

    [Fact]
    public async Task Denied_access_is_AWS002_and_no_use_to_repeat()
    {
        var bucket = await Bucket.CreateAsync(emulators, "s3rver");
        bucket.Wire.Next("GET", Fault.XmlError(HttpStatusCode.Forbidden, "AccessDenied"));
        var failure = await Should.ThrowAsync<PortException>(() => bucket.Store.ReadAsync("welcome/template.txt", 100, Cancel));
        (failure.IsTransient, failure.ErrorName, failure.Message).ShouldBe((false, "AccessDenied", "S3 error GetObject: AccessDenied"));
    }

    [Theory]
    [InlineData(503, "SlowDown")]
    [InlineData(500, "InternalError")]
    [InlineData(400, "ExpiredToken")]
    public async Task What_passes_is_waited_out(int status, string name)
    {
        var bucket = await Bucket.CreateAsync(emulators, "s3rver");
        await bucket.Store.WriteAsync("welcome/template.txt", "x"u8.ToArray(), Cancel);
        bucket.Wire.Next("GET", Fault.XmlError((HttpStatusCode)status, name), Fault.LostAnswer);
        (await bucket.Store.ReadAsync("welcome/template.txt", 100, Cancel))!.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_bucket_that_stays_away_is_transient()
    {
        var bucket = await Bucket.CreateAsync(emulators, "s3rver");
        var slow = Fault.XmlError(HttpStatusCode.ServiceUnavailable, "SlowDown");
        bucket.Wire.Next("GET", slow, slow, slow, slow);
        var failure = await Should.ThrowAsync<PortException>(() => bucket.Store.ListAsync("welcome", Cancel));
        (failure.IsTransient, failure.Message).ShouldBe((true, "S3 error ListObjectsV2: SlowDown"));
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_told()
    {
        var bucket = await Bucket.CreateAsync(emulators, "s3rver");
        await bucket.Client.DeleteBucketAsync(bucket.Name, Cancel);
        var failure = await Should.ThrowAsync<PortException>(() => bucket.Store.ReadAsync("welcome/template.txt", 100, Cancel));
        (failure.IsTransient, failure.ErrorName).ShouldBe((false, "NoSuchBucket"));
    }

    [Fact]
    public async Task Long_lists_are_read_to_their_end_and_a_folders_own_object_is_no_file()
    {
        var bucket = await Bucket.CreateAsync(emulators, "fauxqs");
        await bucket.Client.PutObjectAsync(new PutObjectRequest { BucketName = bucket.Name, Key = "templates/many/", ContentBody = "folder", UseChunkEncoding = false }, Cancel);
        await Parallel.ForAsync(0, 1010, Cancel, async (i, cancel) => await bucket.Store.WriteAsync($"many/file-{i}.txt", "x"u8.ToArray(), cancel));
        (await bucket.Store.ListAsync("many", Cancel)).Count.ShouldBe(1010);
    }
}
