using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.Hosting;

/// <summary>Counts the mail a transport accepts as <c>AWS/SES Send</c>.</summary>
internal sealed class CountedTransport(IMailTransport transport, IMetrics metrics) : IMailTransport
{
    private readonly MetricCounter _sent = metrics.Counter(StackMetrics.Ses("Send"), StackMetrics.CountUnit);

    /// <inheritdoc/>
    public async Task<TransportResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var result = await transport.SendAsync(mail, cancellationToken);
        if (result.Answer == TransportAnswer.Accepted) _sent.Count();
        return result;
    }

    /// <inheritdoc/>
    public Task<string?> FindAcceptedAsync(string emailId, CancellationToken cancellationToken) =>
        transport.FindAcceptedAsync(emailId, cancellationToken);
}
