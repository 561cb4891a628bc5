using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Ports;
using SesMailEngine.Testing.Contracts;

namespace SesMailEngine.Aws.Tests.S3;

public sealed class TemplateStoreTests(EmulatorSet emulators) : TemplateStoreContract
{
    protected override async Task<ITemplateStore> CreateAsync() => (await Bucket.CreateAsync(emulators, "s3rver")).Store;
}
