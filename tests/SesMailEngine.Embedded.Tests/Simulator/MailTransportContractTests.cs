using SesMailEngine.Core.Ports;
using SesMailEngine.Testing.Contracts;

namespace SesMailEngine.Embedded.Tests.Simulator;

public sealed class MailTransportContractTests : MailTransportContract
{
    private readonly TestFolder _folder = new();
    private EmbeddedStores? _stores;

    protected override bool Remembers => true;

    protected override async Task<IMailTransport> CreateAsync() => (_stores = await _folder.OpenAsync()).Transport;

    public override async ValueTask DisposeAsync()
    {
        if (_stores is not null) await _stores.DisposeAsync();
        _folder.Dispose();
        await base.DisposeAsync();
    }
}
