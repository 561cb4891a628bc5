using Amazon.S3;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.S3;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Aws.Tests.Faults;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Aws.Tests.S3;

/// <summary>A template bucket of its own in an emulator of S3.</summary>
internal sealed record Bucket(AmazonS3Client Client, string Name, TemplateStore Store, FaultyHandler Wire)
{
    private static int stacks;

    public static async Task<Bucket> CreateAsync(EmulatorSet emulators, string emulator)
    {
        var target = await emulators.TargetAsync(emulator);
        var names = new ResourceNames($"stack{Interlocked.Increment(ref stacks)}", "000000000000", "us-east-1");
        var wire = new FaultyHandler();
        var config = S3Clients.Config(target);
        config.HttpClientFactory = wire.Factory;
        var client = new AmazonS3Client(target.Credentials, config);
        await client.PutBucketAsync(names.TemplateBucket, TestContext.Current.CancellationToken);
        return new Bucket(client, names.TemplateBucket, new TemplateStore(client, names, new CallRetries(TimeProvider.System, new Random(1))), wire);
    }
}
