namespace SesMailEngine.Embedded.Simulator;

/// <summary>What the mailbox simulator accepted: the outbox people look at, and the journal that proves the books.</summary>
public interface IOutbox
{
    /// <summary>Mails, newest first, optionally of one message id or emailId, or to one address; below <paramref name="beforeSequence"/> for the next page.</summary>
    Task<IReadOnlyList<SentMail>> ListAsync(
        string? id, string? email, long? beforeSequence, int limit, CancellationToken cancellationToken);

    /// <summary>Empties the outbox. The journal stays.</summary>
    Task ClearAsync(CancellationToken cancellationToken);

    /// <summary>Every accepted mail since the data folder was made, in order.</summary>
    IAsyncEnumerable<JournalLine> ReadJournalAsync(CancellationToken cancellationToken);
}
