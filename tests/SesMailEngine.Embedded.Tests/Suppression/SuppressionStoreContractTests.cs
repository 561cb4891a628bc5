using SesMailEngine.Core.Ports;
using SesMailEngine.Testing.Contracts;

namespace SesMailEngine.Embedded.Tests.Suppression;

public sealed class SuppressionStoreContractTests : SuppressionStoreContract
{
    private readonly TestFolder _folder = new();
    private EmbeddedStores? _stores;

    protected override async Task<ISuppressionStore> CreateAsync() => (_stores = await _folder.OpenAsync()).Suppression;

    public override async ValueTask DisposeAsync()
    {
        if (_stores is not null) await _stores.DisposeAsync();
        _folder.Dispose();
        await base.DisposeAsync();
    }
}
