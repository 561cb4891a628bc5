using System.Globalization;
using System.Net;
using System.Text;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Alarms;

/// <summary>
/// Mails an alarm to AdminEmail. Such a mail is no request: it has no record, no configuration set, and so no feedback that anyone counts.
/// </summary>
internal sealed class AlarmMail(EngineSettings settings, IMailTransport transport, ILog log)
{
    private readonly EmailAddress? _to = EmailAddress.TryParse(settings.AdminEmail, out var to) ? to : null;
    private readonly EmailAddress? _from = EmailAddress.TryParse(settings.DefaultSenderEmail, out var from) ? from : null;

    /// <summary>Says once that nobody gets the alarms, if that is so.</summary>
    public void Start()
    {
        if (_to is null)
            log.Write(new LogEntry(LogLevel.Info, "AdminEmail is not set: alarms are only logged, nobody is mailed"));
        else if (_from is null)
            log.Write(new LogEntry(LogLevel.Warning, "DefaultSenderEmail is not set: alarms are only logged, nobody is mailed"));
    }

    /// <summary>Tells of an alarm's state. What came of it, for the history; null when it must be tried again.</summary>
    public async Task<string?> TellAsync(Alarm alarm, CancellationToken cancellationToken)
    {
        if (_to is null || _from is null) return "Logged: there is no AdminEmail or no sender to mail from";
        var mail = Compose(alarm, _to, _from);
        // After a crash between sending and noting it, or an end nobody knows: is it out already?
        try
        {
            if (await transport.FindAcceptedAsync(mail.EmailId, cancellationToken) is not null) return Done();
        }
        catch (PortException)
        {
            return null;
        }
        var result = await transport.SendAsync(mail, cancellationToken);
        if (result.Answer == TransportAnswer.Accepted) return Done();
        var again = result.Answer == TransportAnswer.RefusedForNow;
        log.Write(new LogEntry(LogLevel.Error, $"The mail about alarm {alarm.Definition.Name} could not be sent: {result.ErrorName}"
            + (again ? "; it is tried again" : ""))
        { ErrorCode = alarm.Entry?.Code, EmailId = mail.EmailId });
        return again ? null : $"Failed to mail AdminEmail: {result.ErrorName}";

        string Done() => $"Mailed to AdminEmail ({_to.Masked})";
    }

    private OutgoingMail Compose(Alarm alarm, EmailAddress to, EmailAddress from)
    {
        var (definition, status) = alarm;
        var id = string.Create(
            CultureInfo.InvariantCulture, $"alarm-{Shortened(definition.Name)}-{status.TransitionedAt.ToUnixTimeMilliseconds()}");
        var text = Text(alarm);
        return new OutgoingMail
        {
            EmailId = id,
            To = to,
            From = new Mailbox(from, settings.DefaultSenderName),
            Subject = $"{status.State.ToWireName()}: \"{definition.Name}\" in {settings.Names.Region}",
            Text = text,
            Html = $"<pre>{WebUtility.HtmlEncode(text)}</pre>",
            Tags = [new(MessageTags.Stack, MessageTags.Encode(settings.Names.Stack))],
            ConfigurationSet = "",
        };
    }

    private string Text(Alarm alarm)
    {
        var (definition, status) = alarm;
        var isAlarm = status.State == AlarmState.Alarm;
        var text = new StringBuilder();
        text.Append(isAlarm
            ? $"The alarm \"{definition.Name}\" of the stack {settings.Names.Stack} went off at {status.TransitionedAt.ToWire()}.\n\n"
            : $"The alarm \"{definition.Name}\" of the stack {settings.Names.Stack} is OK again since {status.TransitionedAt.ToWire()}.\n\n");
        if (isAlarm && alarm.Entry is { } entry) text.Append($"What is wrong ({entry.Code}): {entry.Cause}\nWhat to do: {entry.Fix}\n\n");
        else if (definition.Description is { Length: > 0 } description) text.Append(description).Append("\n\n");
        var metric = definition.Metric;
        var dimensions = string.Join(", ", metric.Dimensions.Select(pair => $"{pair.Key}={pair.Value}"));
        return text.Append("Why: ").Append(status.Reason).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"Watched: {definition.Statistic} of {metric.Namespace} {metric.Name}")
            .Append(dimensions.Length == 0 ? "" : $" ({dimensions})")
            .Append(CultureInfo.InvariantCulture, $", {AlarmReason.Words(definition.Comparison)} {definition.Threshold} in {definition.Needed} of {definition.EvaluationPeriods} periods of {AlarmReason.Length(definition.PeriodMinutes)}\n")
            .Append(CultureInfo.InvariantCulture, $"\nSee it with: aws cloudwatch describe-alarms --alarm-names {definition.Name}\n")
            .ToString();
    }

    // An emailId has at most 128 characters.
    private static string Shortened(string name) => name.Length <= 100 ? name : name[..100];
}
