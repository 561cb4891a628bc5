using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Testing.Contracts;

namespace SesMailEngine.Aws.Tests.DynamoDb;

public sealed class MailReaderTests(EmulatorSet emulators) : MailReaderContract
{
    protected override async Task<(ITrackingStore Store, IMailReader Reader)> CreateAsync()
    {
        var tables = await Tables.CreateAsync(emulators);
        var time = new FakeTimeProvider(Now);
        return (tables.Tracking(time), new MailReader(tables.Client(), tables.Names, Tables.Retries, time));
    }
}
