using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Ports;
using SesMailEngine.Testing.Contracts;

namespace SesMailEngine.Aws.Tests.DynamoDb;

public sealed class SuppressionStoreTests(EmulatorSet emulators) : SuppressionStoreContract
{
    protected override async Task<ISuppressionStore> CreateAsync() => (await Tables.CreateAsync(emulators)).Suppression();
}
