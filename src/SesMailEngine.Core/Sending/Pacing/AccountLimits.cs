using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Sending.Pacing;

// What the account may send. One that does not answer is told in the log, and is no reason to stop.
internal sealed class AccountLimits(ISendQuota quota, ILog log)
{
    public async Task<SendQuota?> AskAsync()
    {
        try
        {
            return await quota.GetAsync(CancellationToken.None);
        }
        catch (PortException away)
        {
            log.Write(new(LogLevel.Warning, $"The sending quota cannot be read ({away.ErrorName ?? away.Message}); the last known stays in force")
            {
                Function = EmailSenderLog.Function,
            });
            return null;
        }
    }
}
