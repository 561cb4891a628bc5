using System.Text.RegularExpressions;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Sending.Outcomes;
using SesMailEngine.Core.Sending.Pacing;

namespace SesMailEngine.Core.Sending.Delivery;

/// <summary>
/// Hands one mail to the transport at the pace allowed, and tries again only after an answer that says for sure that
/// nothing was sent.
/// </summary>
/// <param name="transport">Hands the mail on.</param>
/// <param name="pacer">Gives slots.</param>
/// <param name="claimLifetime">How long the claim holds; the mail goes out in its first half or not at all.</param>
/// <param name="time">The clock.</param>
/// <param name="random">The jitter.</param>
internal sealed partial class MailDelivery(
    IMailTransport transport, SendPacer pacer, TimeSpan claimLifetime, TimeProvider time, Random random)
{
    /// <summary>Tries after the first one.</summary>
    public const int Retries = 2;

    private const int MaxNoteLength = 300;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(15);

    // A wait for a slot while the claim is held must leave time to send under it.
    private readonly TimeSpan patience = LongestPatience < claimLifetime / 3 ? LongestPatience : claimLifetime / 3;

    /// <summary>Sends the mail; a value for every way it can end.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="templateVersion">For the record.</param>
    /// <param name="claimedAt">When the claim was made.</param>
    /// <param name="turn">Its turn.</param>
    /// <param name="cancellationToken">Stops waiting for a slot or for another try.</param>
    /// <exception cref="OperationCanceledException">Cancelled before anything went out.</exception>
    public async Task<SendOutcome> DeliverAsync(
        OutgoingMail mail, string? templateVersion, DateTimeOffset claimedAt, SendTurn turn, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var pace = await pacer.AcquireAsync(turn, patience, cancellationToken);
            if (!pace.Granted) return Held(pace);
            if (time.GetUtcNow() - claimedAt > claimLifetime / 2)
            {
                return new SendOutcome.Held("the claim is too old to send under it", TimeSpan.Zero);
            }
            var (result, exception) = await SendAsync(mail, turn, cancellationToken);
            switch (result.Answer)
            {
                case TransportAnswer.Accepted:
                    return new SendOutcome.Sent(result.MessageId ?? "", time.GetUtcNow().ToMilliseconds(), mail, templateVersion);
                case TransportAnswer.RefusedForGood:
                    return new SendOutcome.Failed(SesRefusal.ForGood(result)) { Mail = mail, TemplateVersion = templateVersion, Note = NoteOf(result) };
                case TransportAnswer.RefusedForNow when attempt <= Retries:
                    await Task.Delay(Backoff.FullJitter(random, FirstPause, attempt), time, cancellationToken);
                    break;
                case TransportAnswer.RefusedForNow:
                    return new SendOutcome.Deferred(SesRefusal.ForNow(result)) { Note = NoteOf(result) };
                default:
                    return new SendOutcome.Ambiguous(result.ErrorName, exception);
            }
        }
    }

    /// <summary>The outcome for a mail whose slot is too far away.</summary>
    public static SendOutcome.Held Held(PaceAnswer pace) =>
        new(pace.QuotaUsedUp ? "the daily sending quota is used up" : "the sending rate is used up", pace.HoldFor);

    private async Task<(TransportResult Result, Exception? Exception)> SendAsync(
        OutgoingMail mail, SendTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            var sending = transport.SendAsync(mail, cancellationToken);
            // It is on its way: the next may go, and follows it.
            turn.Dispose();
            return (await sending, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception unexpected)
        {
            // A transport that breaks its promise: whether the mail is out is anybody's guess, so nobody guesses.
            return (new TransportResult(TransportAnswer.Ambiguous, ErrorName: unexpected.GetType().Name), unexpected);
        }
    }

    private static string NoteOf(TransportResult result)
    {
        var words = $"{result.ErrorName}: {result.ErrorMessage}".Trim(' ', ':');
        words = Address().Replace(words, match => EmailAddress.Mask(match.Value));
        return Requests.PrintableText.Of(words, MaxNoteLength);
    }

    [GeneratedRegex(@"[^\s<>,;:""'()]+@[^\s<>,;:""'()]+")]
    private static partial Regex Address();
}
