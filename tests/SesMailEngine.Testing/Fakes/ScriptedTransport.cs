using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Fakes;

/// <summary>A transport that answers as told, and accepts everything when nothing was told.</summary>
public sealed class ScriptedTransport : IMailTransport
{
    private readonly Queue<Func<OutgoingMail, TransportResult>> script = new();
    private readonly List<OutgoingMail> attempts = [];
    private readonly Dictionary<string, string> accepted = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private int sequence;

    /// <summary>Errors to throw, and call counts.</summary>
    public Faults Faults { get; } = new();

    /// <summary>Called with each mail before it is answered; may wait.</summary>
    public Func<OutgoingMail, CancellationToken, Task>? BeforeAnswer { get; set; }

    /// <summary>True (the default) when <see cref="FindAcceptedAsync"/> remembers what was accepted.</summary>
    public bool Remembers { get; set; } = true;

    /// <summary>Every mail handed in, accepted or not.</summary>
    public IReadOnlyList<OutgoingMail> Attempts
    {
        get { lock (gate) return [.. attempts]; }
    }

    /// <summary>The ids of the mails accepted (by this fake's own knowledge), and their message ids.</summary>
    public IReadOnlyDictionary<string, string> Accepted
    {
        get { lock (gate) return new Dictionary<string, string>(accepted); }
    }

    /// <summary>The next answers, in order.</summary>
    public ScriptedTransport Then(params ReadOnlySpan<TransportResult> answers)
    {
        lock (gate)
        {
            foreach (var answer in answers) script.Enqueue(_ => answer);
        }
        return this;
    }

    /// <summary>The same answer a number of times.</summary>
    public ScriptedTransport ThenRepeat(int times, TransportAnswer answer, string errorName, string? message = null)
    {
        for (var i = 0; i < times; i++) Then(new TransportResult(answer, null, errorName, message));
        return this;
    }

    /// <summary>The mail is accepted, but the answer is lost on the way: what the sender sees is ambiguous.</summary>
    public ScriptedTransport ThenAcceptButLoseTheAnswer()
    {
        lock (gate)
        {
            script.Enqueue(mail =>
            {
                Accept(mail.EmailId);
                return new TransportResult(TransportAnswer.Ambiguous, null, "Timeout", "The connection timed out.");
            });
        }
        return this;
    }

    /// <summary>Notes a mail as accepted in an earlier life.</summary>
    public ScriptedTransport AlreadyAccepted(string emailId, string messageId)
    {
        lock (gate) accepted[emailId] = messageId;
        return this;
    }

    /// <inheritdoc/>
    public async Task<TransportResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(SendAsync), cancellationToken);
        if (BeforeAnswer is { } wait) await wait(mail, cancellationToken);
        lock (gate)
        {
            attempts.Add(mail);
            return script.TryDequeue(out var answer) ? answer(mail) : TransportResult.Accepted(Accept(mail.EmailId));
        }
    }

    /// <inheritdoc/>
    public Task<string?> FindAcceptedAsync(string emailId, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(FindAcceptedAsync), cancellationToken);
        lock (gate) return Task.FromResult(Remembers ? accepted.GetValueOrDefault(emailId) : null);
    }

    private string Accept(string emailId)
    {
        var messageId = $"ses-{++sequence:D6}";
        accepted[emailId] = messageId;
        return messageId;
    }
}
