using SesMailEngine.Core.Ports;
using SesMailEngine.Testing.Contracts;

namespace SesMailEngine.Embedded.Tests.Tracking;

public sealed class TrackingStoreContractTests : TrackingStoreContract
{
    private readonly TestFolder _folder = new();
    private EmbeddedStores? _stores;

    protected override async Task<ITrackingStore> CreateAsync()
    {
        _stores = await EmbeddedStores.OpenAsync(_folder.Options with { Clock = Time }, CancellationToken.None);
        return _stores.Tracking;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_stores is not null) await _stores.DisposeAsync();
        _folder.Dispose();
        await base.DisposeAsync();
    }
}
