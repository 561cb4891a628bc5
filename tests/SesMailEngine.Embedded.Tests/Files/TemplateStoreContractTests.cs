using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Files;
using SesMailEngine.Testing.Contracts;

namespace SesMailEngine.Embedded.Tests.Files;

public sealed class TemplateStoreContractTests : TemplateStoreContract
{
    private readonly TestFolder _folder = new();

    protected override Task<ITemplateStore> CreateAsync() =>
        Task.FromResult<ITemplateStore>(new TemplateStore(new TemplateFolder(_folder.Path)));

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return base.DisposeAsync();
    }
}
