using System.Globalization;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Reputation;
using SesMailEngine.Core.Sending.Delivery;
using SesMailEngine.Core.Sending.Outcomes;
using SesMailEngine.Core.Sending.Pacing;
using SesMailEngine.Core.Sending.Requests;
using SesMailEngine.Core.Suppression;
using SesMailEngine.Core.Templates;

namespace SesMailEngine.Core.Sending;

/// <summary>
/// Sends one request after another: parse, claim, suppression, bounce-rate guard, template, sender, pace, transport,
/// record. Two deliveries of one event never both send. One instance serves any number of threads and should live as long
/// as the process, for it holds the template cache, the pace and the guard's last reading.
/// </summary>
public sealed class EmailSender
{
    private static readonly TimeSpan LongestForesight = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GuardHold = TimeSpan.FromSeconds(60);

    private readonly SenderPorts ports;
    private readonly EngineSettings settings;
    private readonly TimeProvider time;
    private readonly SendPacer pacer;
    private readonly BounceRateGuard guard;
    private readonly SuppressionCheck suppression;
    private readonly TemplateRenderer templates;
    private readonly MailComposer composer;
    private readonly MailDelivery delivery;
    private readonly RecordFactory records;
    private readonly OutcomeWriter outcomes;
    private readonly GivenUpRequests givenUp;

    // A slot further away than this is not worth claiming a request for; the message must stay invisible meanwhile.
    private readonly TimeSpan foresight;
    private readonly EmailSenderLog log;

    /// <summary>Makes a sender.</summary>
    /// <param name="ports">The outside world.</param>
    /// <param name="settings">The engine's settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">The jitter of pauses between tries.</param>
    public EmailSender(SenderPorts ports, EngineSettings settings, TimeProvider time, Random random)
    {
        this.ports = ports;
        this.settings = settings;
        this.time = time;
        foresight = LongestForesight < settings.VisibilityTimeout / 4 ? LongestForesight : settings.VisibilityTimeout / 4;
        pacer = new SendPacer(ports.Quota, settings.SenderConcurrency, time, ports.Log);
        guard = new BounceRateGuard(ports.Tracking, settings, time);
        suppression = new SuppressionCheck(ports.Suppression);
        templates = new TemplateRenderer(ports.Templates, time);
        composer = new MailComposer(settings);
        delivery = new MailDelivery(ports.Transport, pacer, settings.VisibilityTimeout, time, random);
        records = new RecordFactory(settings, time);
        outcomes = new OutcomeWriter(ports, settings, time, random);
        givenUp = new GivenUpRequests(ports.Tracking, ports.Transport, outcomes, settings.VisibilityTimeout, time);
        log = new EmailSenderLog(ports.Log);
    }

    /// <summary>
    /// Handles one message and says what to do with it. Everything that can go wrong ends in an action; when
    /// <paramref name="cancellationToken"/> is cancelled before the mail went out, the message is given back at once.
    /// </summary>
    public Task<QueueAction> HandleAsync(QueuedRequest message, CancellationToken cancellationToken) =>
        HandleAsync(message, TakeTurn(message, false), foresight, cancellationToken);

    /// <summary>
    /// Draws a turn for a message. Mails go out in the order of their turns, the highest priority first; so whoever takes messages from a
    /// queue draws their turns one after the other, and may then handle them side by side.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="isUrgent">True when its template is known to be critical; if not, that is found out on the way.</param>
    public SendTurn TakeTurn(QueuedRequest message, bool isUrgent) => pacer.Draw(
        isUrgent ? SendPriority.Urgent : message.IsRetry || message.ReceiveCount > 1 ? SendPriority.Again : SendPriority.New);

    /// <summary>Handles a message whose turn was drawn, and ends the turn.</summary>
    /// <param name="message">The message.</param>
    /// <param name="turn">Its turn.</param>
    /// <param name="patience">How long it may wait, unclaimed, for its turn to come near before it is given back.</param>
    /// <param name="cancellationToken">As above.</param>
    public async Task<QueueAction> HandleAsync(
        QueuedRequest message, SendTurn turn, TimeSpan patience, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var parsed = EmailRequestParser.Parse(message);
        if (parsed.Request is not { } request)
        {
            turn.Dispose();
            log.UnknownFields(parsed.Draft!.EmailId, parsed.UnknownFields);
            return await outcomes.RefuseAsync(parsed.Draft, parsed.Failure!);
        }
        log.UnknownFields(request.EmailId, parsed.UnknownFields);
        var (attempt, outcome) = await AttemptAsync(new Attempt(request, message, startedAt), turn, patience, cancellationToken);
        var action = await outcomes.WriteAsync(attempt, outcome);
        if (outcome is SendOutcome.Deferred given && attempt.ClaimedAt is null && outcomes.IsLast(attempt))
        {
            await GiveUpAsync(message, parsed, given.Why);
        }
        return action;
    }

    private async Task GiveUpAsync(QueuedRequest message, ParsedRequest parsed, FailureFacts why)
    {
        try
        {
            await givenUp.SettleAsync(message, parsed, why, CancellationToken.None);
        }
        catch (PortException away)
        {
            log.StoreAway(parsed.Request!.EmailId, away);
        }
    }

    /// <summary>
    /// Takes note of a message that its queue has given up: unless its mail was dealt with, its record is made to say
    /// <c>failed</c>, <c>unavailable</c>. Redriving the message sends it again.
    /// </summary>
    /// <exception cref="PortException">
    /// The store does not answer, or an attempt may be under way whose end would come after this one. Call again; at the latest when half of
    /// the visibility timeout is over, it is settled.
    /// </exception>
    public async Task HandleDeadLetterAsync(QueuedRequest message, CancellationToken cancellationToken)
    {
        var failure = GivenUp(message, "no attempt came to a result");
        if (await givenUp.SettleAsync(message, EmailRequestParser.Parse(message), failure, cancellationToken)) return;
        throw new PortException($"Another attempt at message {message.MessageId} may be under way.", true);
    }

    private async Task<(Attempt Attempt, SendOutcome Outcome)> AttemptAsync(
        Attempt attempt, SendTurn turn, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await RaiseAsync(turn, attempt.Request.TemplateName, cancellationToken);
            var pace = await pacer.AskAsync(turn, foresight, patience, cancellationToken);
            if (!pace.Granted) return (attempt, MailDelivery.Held(pace));
            if (await ForeseeGuardAsync(attempt.Request, cancellationToken) is { } held) return (attempt, held);
            // Asked beside the claim, not after it: one wait less a mail where each store is a call over the network.
            var suppressed = suppression.CheckAsync(attempt.Request.To, cancellationToken).AsTask();
            var (claimed, settled) = await Beside(suppressed, ClaimAsync(attempt, cancellationToken));
            attempt = claimed;
            return (attempt, settled ?? await SendAsync(attempt, suppressed, turn, cancellationToken));
        }
        catch (ValidationException invalid)
        {
            return (attempt, new SendOutcome.Failed(invalid.Failure));
        }
        catch (PortException away)
        {
            return (attempt, new SendOutcome.Deferred(Away(away)));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (attempt, new SendOutcome.Held("the sender is stopping", TimeSpan.Zero));
        }
        catch (Exception unexpected)
        {
            // A mistake of the engine must neither lose the request nor stop the others: it is told, and tried again.
            log.Unexpected(attempt.Request, unexpected);
            return (attempt, new SendOutcome.Deferred(GivenUp(attempt.Message, unexpected.GetType().Name)));
        }
        finally
        {
            turn.Dispose();
        }
    }

    // What would put the request aside anyway is asked before anything is written for it.
    private async ValueTask<SendOutcome.Held?> ForeseeGuardAsync(EmailRequest request, CancellationToken cancellationToken) =>
        settings.BounceRateAction == BounceRateAction.Hold
        && (await guard.CheckAsync(cancellationToken)).IsClosed
        && !await templates.IsCriticalAsync(request.TemplateName, cancellationToken)
            ? new("the bounce rate is exceeded", GuardHold)
            : null;

    private async ValueTask RaiseAsync(SendTurn turn, string templateName, CancellationToken cancellationToken)
    {
        if (turn.Priority == SendPriority.Urgent || !await pacer.KeepsOrderAsync(cancellationToken)) return;
        try
        {
            if (await templates.IsCriticalAsync(templateName, cancellationToken)) pacer.Raise(turn, SendPriority.Urgent);
        }
        catch (PortException)
        {
            // The bucket is away: whether the request needs it at all is for later, and says so then.
        }
    }

    private async Task<(Attempt Attempt, SendOutcome? Settled)> ClaimAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var record = records.Claim(attempt.Request);
        var claim = await ports.Tracking.ClaimAsync(record, settings.VisibilityTimeout, cancellationToken);
        switch (claim.Outcome)
        {
            case ClaimOutcome.Finished:
                return (attempt, new SendOutcome.Duplicate(claim.Existing));
            case ClaimOutcome.HeldByAnother:
                var until = (claim.Existing?.ClaimedAt ?? record.Timestamp) + settings.VisibilityTimeout;
                return (attempt, new SendOutcome.Busy(until - time.GetUtcNow()));
            default:
                attempt = attempt with { ClaimedAt = record.ClaimedAt };
                return (attempt, claim.Existing is null ? null : await FindEarlierAsync(attempt, claim.Existing, cancellationToken));
        }
    }

    // A claim taken over may belong to a sender that died between sending and recording.
    private async Task<SendOutcome?> FindEarlierAsync(Attempt attempt, TrackingRecord existing, CancellationToken cancellationToken)
    {
        var messageId = await ports.Transport.FindAcceptedAsync(attempt.Request.EmailId, cancellationToken);
        return messageId is null
            ? null
            : new SendOutcome.Sent(messageId, existing.ClaimedAt ?? existing.Timestamp, null, null);
    }

    // The answer of the second, once both have ended: what the first one fails with is the business of who asks for its answer.
    private static async Task<T> Beside<T>(Task first, Task<T> second)
    {
        try
        {
            return await second;
        }
        finally
        {
            await first.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task<SendOutcome> SendAsync(
        Attempt attempt, Task<FailureFacts?> suppression, SendTurn turn, CancellationToken cancellationToken)
    {
        var request = attempt.Request;
        if (await suppression is { } suppressed) return new SendOutcome.Failed(suppressed);
        if (await CheckGuardAsync(request, cancellationToken) is { } closed) return closed;
        var rendered = await templates.RenderAsync(new(request.TemplateName, request.TemplateData, request.Subject, request.ReplyTo), cancellationToken);
        if (rendered.Template is not { } template) return new SendOutcome.Failed(rendered.Failure!);
        var mail = composer.Compose(request, template);
        return await delivery.DeliverAsync(mail, template.Version, attempt.ClaimedAt!.Value, turn, cancellationToken);
    }

    private async ValueTask<SendOutcome?> CheckGuardAsync(EmailRequest request, CancellationToken cancellationToken)
    {
        var answer = await guard.CheckAsync(cancellationToken);
        if (!answer.IsClosed || await templates.IsCriticalAsync(request.TemplateName, cancellationToken)) return null;
        if (settings.BounceRateAction == BounceRateAction.Hold) return new SendOutcome.Held("the bounce rate is exceeded", GuardHold);
        return new SendOutcome.Failed(request.RetryAttempt == 0
            ? Facts(ErrorTypes.BounceRateExceeded, ErrorCodes.BounceRate)
            : Facts(ErrorTypes.BounceRateExceeded, ErrorCodes.BounceRateOnRetry, answer.Rate.ToString("F1", CultureInfo.InvariantCulture)));
    }

    private static FailureFacts Away(PortException away) =>
        Facts(ErrorTypes.Unavailable, ErrorCodes.TableError, $"({away.ErrorName ?? away.Message})");

    private static FailureFacts GivenUp(QueuedRequest message, string why) => Facts(
        ErrorTypes.Unavailable, ErrorCodes.GivenUp, message.ReceiveCount.ToString(CultureInfo.InvariantCulture), why);

    private static FailureFacts Facts(string type, string code, params ReadOnlySpan<string> arguments) =>
        new(type, code, ErrorCatalogue.Format(code, arguments));
}
