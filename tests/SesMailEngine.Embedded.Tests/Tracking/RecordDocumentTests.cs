using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Tracking;

namespace SesMailEngine.Embedded.Tests.Tracking;

public sealed class RecordDocumentTests
{
    [Fact]
    public void A_full_record_comes_back_as_it_was()
    {
        var record = Full();

        var back = RoundTrip(record);

        // Records compare their timeline by reference, so the lists are compared apart.
        back.Events.ShouldBe(record.Events);
        (back with { Events = record.Events }).ShouldBe(record);
    }

    [Fact]
    public void An_empty_record_comes_back_as_it_was()
    {
        var record = Records.Claimed("e") with { Events = [], ClaimedAt = null };

        var back = RoundTrip(record);

        (back with { Events = record.Events }).ShouldBe(record);
    }

    [Fact]
    public void Metadata_keeps_its_letters()
    {
        const string Metadata = """{ "a" : 1.50, "b":"\u00e9 é",  "c":[ ] }""";

        RoundTrip(Records.Claimed("e") with { MetadataJson = Metadata }).MetadataJson.ShouldBe(Metadata);
    }

    [Fact]
    public void A_time_finer_than_a_millisecond_comes_back_the_same()
    {
        var time = TestFolder.Start.AddTicks(1_234_567);

        RoundTrip(Records.Claimed("e") with { ClaimedAt = time }).ClaimedAt.ShouldBe(time);
    }

    [Fact]
    public void A_time_before_1970_comes_back_the_same()
    {
        var time = new DateTimeOffset(1969, 12, 31, 23, 59, 59, 1, TimeSpan.Zero).AddTicks(3);

        RoundTrip(Records.Claimed("e") with { DeliveredAt = time }).DeliveredAt.ShouldBe(time);
    }

    private static TrackingRecord RoundTrip(TrackingRecord record)
    {
        using var document = new RecordDocument();
        return RecordDocument.Read(record with
        {
            Status = default,
            TemplateName = "",
            Source = "",
            RetryAttempt = 0,
            Subject = null,
            SenderEmail = null,
            MetadataJson = null,
            RetryDetailJson = null,
            ErrorType = null,
            OpenCount = 0,
            Events = [],
            ClaimedAt = null,
        }, document.Write(record));
    }

    private static TrackingRecord Full() => Records.Claimed("e") with
    {
        Status = EmailStatus.Complained,
        RetryAttempt = 1,
        Subject = "Grüße \"quoted\" \\ <b>",
        SesMessageId = "m",
        SenderEmail = "noreply@example.com",
        MetadataJson = """{"campaign":"x","n":[1,{"a":null}]}""",
        RetryDetailJson = """{"to":"jo@example.com"}""",
        TemplateVersion = "1.2.3",
        ErrorType = ErrorTypes.Throttled,
        ErrorCode = "SES005",
        ErrorMessage = "SES error (Throttling)",
        SentAt = TestFolder.Start.AddMilliseconds(1),
        DeliveredAt = TestFolder.Start.AddMilliseconds(2),
        OpenedAt = TestFolder.Start.AddMilliseconds(3),
        OpenCount = 4,
        MachineOpenCount = 5,
        ClickCount = 6,
        DelayedAt = TestFolder.Start.AddMilliseconds(7),
        BouncedAt = TestFolder.Start.AddMilliseconds(8),
        BounceType = "Permanent",
        BounceSubType = "General",
        BounceReason = "smtp; 550",
        ComplainedAt = TestFolder.Start.AddMilliseconds(9),
        ComplaintFeedbackType = "abuse",
        FailedAt = TestFolder.Start.AddMilliseconds(10),
        Events =
        [
            new("sending", TestFolder.Start),
            new("delivery", TestFolder.Start.AddMilliseconds(2), "id-1"),
            new("note", TestFolder.Start.AddMilliseconds(3), null, "only a note"),
            new("both", TestFolder.Start.AddMilliseconds(4), "id-2", "and a note"),
        ],
    };
}
