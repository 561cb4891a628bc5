using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Simulator;

namespace SesMailEngine.Server.Tests.Fakes;

/// <summary>Takes every mail, unless a test says otherwise.</summary>
internal sealed class FakeSending : IDirectSending, ISendQuota
{
    public List<DirectMail> Mails { get; } = [];

    public TransportResult Answer { get; set; } = TransportResult.Accepted("0100");

    public SendQuota Quota { get; set; } = new(0, 0, 0);

    public List<SendDataPoint> Points { get; } = [];

    public Task<TransportResult> SendAsync(DirectMail mail, CancellationToken cancellationToken)
    {
        if (Answer.Answer == TransportAnswer.Accepted) Mails.Add(mail);
        return Task.FromResult(Answer);
    }

    public IReadOnlyList<SendDataPoint> Statistics() => Points;

    public Task<SendQuota> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Quota);
}
