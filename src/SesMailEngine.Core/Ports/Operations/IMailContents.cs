namespace SesMailEngine.Core.Ports.Operations;

/// <summary>What mails said, on a host that keeps it: the embedded host's outbox. AWS keeps no mail.</summary>
public interface IMailContents
{
    /// <summary>The content of the latest mail sent under an emailId, or of the mail with a message id; null when it is not kept, or no longer.</summary>
    Task<MailContents?> FindAsync(string id, CancellationToken cancellationToken);
}
