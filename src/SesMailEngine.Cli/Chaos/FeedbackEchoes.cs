namespace SesMailEngine.Cli.Chaos;

// Tells feedback again that was told before, and in another order: SNS delivers at least once, and in no order.
internal sealed class FeedbackEchoes(ChaosPublisher publisher, ChaosCalls calls, Random random)
{
    private const int RecordsARound = 5;

    // Events SNS took.
    public int Told { get; private set; }

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < RecordsARound; i++)
        {
            if (await calls.RecordAsync(publisher.Any(random).EmailId, cancellationToken) is not { } item) continue;
            var events = EventsOf(new ChaosRecord(item)).ToArray();
            random.Shuffle(events);
            foreach (var message in events)
            {
                if (await calls.PublishFeedbackAsync(message, cancellationToken)) Told++;
            }
        }
    }

    // The same mail, the same time, and the same id where SES gives one. An opening has none: told twice it would be two.
    private static IEnumerable<string> EventsOf(ChaosRecord record)
    {
        if (record.Text("sesMessageId") is not { } messageId || record.Text("sentAt") is not { } sentAt) yield break;
        var mail = $$$"""{"timestamp":"{{{sentAt}}}","messageId":"{{{messageId}}}","destination":["{{{record.ToEmail}}}"],"tags":{"emailId":["{{{record.EmailId}}}"]}}""";
        foreach (var (type, id, at, note) in record.Timeline())
        {
            var facts = type switch
            {
                "send" => """ "Send","send":{}""",
                "delivery" => $$$""" "Delivery","delivery":{"timestamp":"{{{at}}}","recipients":["{{{record.ToEmail}}}"]}""",
                "delivery_delay" => $$$""" "DeliveryDelay","deliveryDelay":{"timestamp":"{{{at}}}","delayType":"MailboxFull"}""",
                "bounce" when note?.Split('/') is [var kind, var subKind] =>
                    $$$""" "Bounce","bounce":{"feedbackId":"{{{id}}}","bounceType":"{{{kind}}}","bounceSubType":"{{{subKind}}}","bouncedRecipients":[{"emailAddress":"{{{record.ToEmail}}}"}],"timestamp":"{{{at}}}"}""",
                "complaint" =>
                    $$$""" "Complaint","complaint":{"feedbackId":"{{{id}}}","complainedRecipients":[{"emailAddress":"{{{record.ToEmail}}}"}],"complaintFeedbackType":"abuse","timestamp":"{{{at}}}"}""",
                _ => null,
            };
            if (facts is not null) yield return $$"""{"mail":{{mail}},"eventType":{{facts}}}""";
        }
    }
}
