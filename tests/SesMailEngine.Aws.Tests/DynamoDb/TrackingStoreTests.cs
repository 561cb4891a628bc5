using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Ports;
using SesMailEngine.Testing.Contracts;

namespace SesMailEngine.Aws.Tests.DynamoDb;

public sealed class TrackingStoreTests(EmulatorSet emulators) : TrackingStoreContract
{
    protected override async Task<ITrackingStore> CreateAsync() => (await Tables.CreateAsync(emulators)).Tracking(Time);
}
