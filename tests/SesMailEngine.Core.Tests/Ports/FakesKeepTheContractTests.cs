using SesMailEngine.Core.Ports;
using SesMailEngine.Testing.Contracts;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Ports;

public sealed class FakeTrackingStoreTests : TrackingStoreContract
{
    protected override Task<ITrackingStore> CreateAsync() => Task.FromResult<ITrackingStore>(new FakeTrackingStore(Time));
}

public sealed class FakeSuppressionStoreTests : SuppressionStoreContract
{
    protected override Task<ISuppressionStore> CreateAsync() => Task.FromResult<ISuppressionStore>(new FakeSuppressionStore());
}

public sealed class FakeTemplateStoreTests : TemplateStoreContract
{
    protected override Task<ITemplateStore> CreateAsync() => Task.FromResult<ITemplateStore>(new FakeTemplateStore());
}

public sealed class ScriptedTransportTests : MailTransportContract
{
    protected override bool Remembers => true;

    protected override Task<IMailTransport> CreateAsync() => Task.FromResult<IMailTransport>(new ScriptedTransport());
}
