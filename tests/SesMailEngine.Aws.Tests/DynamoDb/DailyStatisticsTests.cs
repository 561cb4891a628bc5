using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Testing.Contracts;

namespace SesMailEngine.Aws.Tests.DynamoDb;

public sealed class DailyStatisticsTests(EmulatorSet emulators) : DailyStatisticsContract
{
    protected override async Task<(ITrackingStore Store, IDailyStatistics Statistics)> CreateAsync()
    {
        var tables = await Tables.CreateAsync(emulators);
        return (tables.Tracking(TimeProvider.System), new DailyStatistics(tables.Client(), tables.Names, Tables.Retries));
    }
}
