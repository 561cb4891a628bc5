using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Testing.Contracts;

namespace SesMailEngine.Aws.Tests.DynamoDb;

public sealed class SuppressionListTests(EmulatorSet emulators) : SuppressionListContract
{
    protected override async Task<(ISuppressionStore Store, ISuppressionReader Reader, ISuppressionEditor Editor)> CreateAsync()
    {
        var tables = await Tables.CreateAsync(emulators);
        var list = new SuppressionList(tables.Client(), tables.Names, Tables.Retries);
        return (tables.Suppression(), list, list);
    }
}
