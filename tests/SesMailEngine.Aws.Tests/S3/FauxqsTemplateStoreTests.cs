using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Ports;
using SesMailEngine.Testing.Contracts;

namespace SesMailEngine.Aws.Tests.S3;

// A second reading of S3, by other people.
public sealed class FauxqsTemplateStoreTests(EmulatorSet emulators) : TemplateStoreContract
{
    protected override async Task<ITemplateStore> CreateAsync() => (await Bucket.CreateAsync(emulators, "fauxqs")).Store;
}
