using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Diagnosis.Trees;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Tests.Diagnosis;

// Every answer the trees can give, from facts made up, for the rules that hold for all of them.
internal static class AllAnswers
{
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static readonly ResourceNames Names = new("sesmailengine", "000000000000", "us-east-1");

    public static readonly AnswerWords Plain = new("", IsPlain: true);

    public static TrackingRecord Record(EmailStatus status, string? code = null, string? message = null) => new()
    {
        EmailId = "mail-1",
        OriginalEmailId = "mail-1",
        ToEmail = "jo.doe@example.org",
        Status = status,
        Timestamp = Now.AddMinutes(-5),
        TemplateName = "order-ready",
        Source = "shop",
        ErrorCode = code,
        ErrorMessage = message ?? ErrorCatalogue.Find(code)?.Pattern,
        ErrorType = code is null ? null : ErrorTypes.ValidationError,
        FailedAt = status == EmailStatus.Failed ? Now.AddMinutes(-4) : null,
        SentAt = status is EmailStatus.Sending or EmailStatus.Failed ? null : Now.AddMinutes(-4),
        DeliveredAt = status is EmailStatus.Delivered or EmailStatus.Opened or EmailStatus.Complained ? Now.AddMinutes(-3) : null,
        BouncedAt = status is EmailStatus.Bounced or EmailStatus.SoftBounced ? Now.AddMinutes(-3) : null,
        BounceType = status == EmailStatus.Bounced ? "Permanent" : status == EmailStatus.SoftBounced ? "Transient" : null,
        BounceSubType = status == EmailStatus.Bounced ? "NoEmail" : status == EmailStatus.SoftBounced ? "MailboxFull" : null,
        ComplainedAt = status == EmailStatus.Complained ? Now.AddMinutes(-3) : null,
    };

    public static MailFacts Mail(TrackingRecord? record) => new() { EmailId = "mail-1", Now = Now, Record = record, SuppressionWasRead = true };

    public static SuppressionEntry Entry(SuppressionType type, string reason) =>
        new() { Email = "jo.doe@example.org", Type = type, Reason = reason, AddedAt = Now.AddDays(-2), EmailId = "mail-0" };

    public static readonly SuppressionEntry[] Entries =
    [
        Entry(SuppressionType.Bounce, SuppressionReasons.HardBounce), Entry(SuppressionType.Bounce, SuppressionReasons.ConsecutiveSoftBounces),
        Entry(SuppressionType.Complaint, SuppressionReasons.SpamComplaint), Entry(SuppressionType.Manual, SuppressionReasons.Manual),
    ];

    public static IEnumerable<Finding> Of(AnswerWords words)
    {
        var answers = new List<DiagnosisAnswer>();
        foreach (var status in Enum.GetValues<EmailStatus>().Where(s => s != EmailStatus.Failed))
        {
            answers.Add(new MailTree(words).Explain(Mail(Record(status))));
            foreach (var entry in Entries) answers.Add(new MailTree(words).Explain(Mail(Record(status)) with { Suppression = entry, Guard = ClosedGuard }));
        }
        foreach (var error in ErrorCatalogue.All)
        {
            answers.Add(new ErrorTree(words).ExplainText(error.Code));
            answers.Add(new MailTree(words).Explain(Mail(Record(EmailStatus.Failed, error.Code))));
            foreach (var entry in Entries) answers.Add(new MailTree(words).Explain(Mail(Record(EmailStatus.Failed, error.Code)) with { Suppression = entry, Guard = ClosedGuard }));
        }
        foreach (var entry in Entries) answers.Add(new AddressTree(words).Explain(new AddressFacts { Address = "jo.doe@example.org", Now = Now, Suppression = entry }));
        answers.Add(new AddressTree(words).Explain(new AddressFacts { Address = "jo.doe@example.org", Now = Now }));
        answers.Add(new MailTree(words).Explain(Mail(null)));
        answers.Add(new MailTree(words).Explain(Mail(null) with { Queues = [new QueueReading("sesmailengine-EmailQueue", 5, 0, 0, null)], Guard = ClosedGuard }));
        foreach (var text in (string[])["Bucket already exists", "Access Denied", "Stack already exists", "Email not verified", "CREATE_FAILED", "Unable to locate credentials", "no such words anywhere"])
        {
            answers.Add(new ErrorTree(words).ExplainText(text));
        }
        answers.Add(new("guard", [new GuardTree(words).Now(ClosedGuard, Now)], []));
        return answers.SelectMany(answer => answer.Findings);
    }

    public static GuardFacts ClosedGuard => new(new DailyCounts { Sent = 100, CountedBounces = 7 }, 5, 50, BounceRateAction.Fail);
}
