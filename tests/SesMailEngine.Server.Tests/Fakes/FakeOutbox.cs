using SesMailEngine.Embedded.Simulator;

namespace SesMailEngine.Server.Tests.Fakes;

/// <summary>An outbox in memory.</summary>
internal sealed class FakeOutbox : IOutbox
{
    public List<SentMail> Mails { get; } = [];

    public List<JournalLine> Journal { get; } = [];

    public Task<IReadOnlyList<SentMail>> ListAsync(
        string? id, string? email, long? beforeSequence, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SentMail>>(
        [
            .. Mails.Where(mail => (id is null || mail.MessageId == id || mail.EmailId == id) && (email is null || mail.To == email)
                    && (beforeSequence is null || mail.Sequence < beforeSequence))
                .OrderByDescending(mail => mail.Sequence).Take(limit),
        ]);

    public Task ClearAsync(CancellationToken cancellationToken)
    {
        Mails.Clear();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<JournalLine> ReadJournalAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var line in Journal)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return line;
        }
    }
}
