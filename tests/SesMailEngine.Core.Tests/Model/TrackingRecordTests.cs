using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Tests.Model;

/// <summary>Status priority and facts: whatever the order of arrival, the record ends the same.</summary>
public sealed class TrackingRecordTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly FailureFacts Throttled = new("throttled", "SES005", "SES error (Throttling)");
    private static readonly FailureFacts Rejected = new("ses_rejected", "SES001", "SES error (MessageRejected)");

    public static TheoryData<EmailStatus, EmailStatus, bool> Pairs
    {
        get
        {
            // The contract's table: sending 0 < sent 1 < soft_bounced 2 < delivered 3 < opened 4 < failed 5 < bounced 6 = complained 6.
            int[] priority = [0, 1, 2, 3, 4, 5, 6, 6];
            var data = new TheoryData<EmailStatus, EmailStatus, bool>();
            foreach (var from in Enum.GetValues<EmailStatus>())
            {
                foreach (var to in Enum.GetValues<EmailStatus>()) data.Add(from, to, priority[(int)to] > priority[(int)from]);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_lower_status_never_overwrites_a_higher_one(EmailStatus from, EmailStatus to, bool raised)
    {
        var after = (Record() with { Status = from }).Apply(new RecordChange { Entry = new("x", Noon), Status = to });
        after.Status.ShouldBe(raised ? to : from);
    }

    public static TheoryData<string> Histories => new(
        "sent send delivery open",
        "sent send delivery open open-earlier complaint",
        "sent send soft delivery",
        "sent send soft hard",
        "sent delay click machine delivery",
        "send reject sent",
        "presumed send delivery",
        "presumed send hard",
        "presumed reject",
        "sent delivery complaint open");

    [Theory]
    [MemberData(nameof(Histories))]
    public void Every_order_of_arrival_ends_in_the_same_record(string history)
    {
        var changes = history.Split(' ').Select(Change).ToArray();
        var ends = Permutations(changes)
            .Select(order => order.Aggregate(Record(), (record, change) => record.Apply(change)) with { Events = [] })
            .ToList();
        ends.ShouldAllBe(end => end == ends[0]);
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void Counters_add_up_to_the_record_in_every_order(string history)
    {
        var changes = history.Split(' ').Select(Change).ToArray();
        foreach (var order in Permutations(changes))
        {
            var days = new Dictionary<string, DailyCounts>();
            var record = Record();
            Add(days, DailyCounts.Difference(null, record));
            foreach (var change in order)
            {
                var after = record.Apply(change);
                Add(days, DailyCounts.Difference(record, after));
                record = after;
            }
            var rebuilt = new Dictionary<string, DailyCounts>();
            Add(rebuilt, DailyCounts.Difference(null, record));
            days.Where(d => d.Value != default).ShouldBe(rebuilt.Where(d => d.Value != default), ignoreOrder: true);
        }
    }

    [Fact]
    public void Facts_are_kept_even_when_the_status_stays()
    {
        var record = Record().Apply(Change("complaint")).Apply(Change("delivery")).Apply(Change("open"));
        record.Status.ShouldBe(EmailStatus.Complained);
        record.DeliveredAt.ShouldBe(Noon.AddMinutes(2));
        record.OpenedAt.ShouldBe(Noon.AddMinutes(3));
        record.OpenCount.ShouldBe(1);
    }

    [Fact]
    public void Of_bounce_and_complaint_the_first_stays()
    {
        Record().Apply(Change("hard")).Apply(Change("complaint")).Status.ShouldBe(EmailStatus.Bounced);
        Record().Apply(Change("complaint")).Apply(Change("hard")).Status.ShouldBe(EmailStatus.Complained);
    }

    [Fact]
    public void The_same_feedback_changes_nothing()
    {
        var once = Record().Apply(Change("open"));
        once.Apply(Change("open")).ShouldBeSameAs(once);
    }

    [Fact]
    public void Opens_by_machines_never_raise_the_status()
    {
        var record = Record().Apply(Change("delivery")).Apply(Change("machine"));
        record.Status.ShouldBe(EmailStatus.Delivered);
        record.MachineOpenCount.ShouldBe(1);
        record.OpenCount.ShouldBe(0);
        record.OpenedAt.ShouldBeNull();
    }

    [Fact]
    public void Any_proof_of_sending_settles_a_claim()
    {
        var record = Record().Apply(Change("delay"));
        record.Status.ShouldBe(EmailStatus.Sent);
        record.ClaimedAt.ShouldBeNull();
    }

    [Fact]
    public void A_failure_that_only_presumes_never_overwrites_a_mail_that_was_sent()
    {
        var record = Record().Apply(Change("sent")).Apply(Change("presumed"));
        record.Status.ShouldBe(EmailStatus.Sent);
        record.ErrorType.ShouldBeNull();
    }

    [Fact]
    public void A_final_failure_keeps_its_reason_when_the_send_event_comes_late()
    {
        var record = Record().Apply(Change("reject")).Apply(Change("send"));
        record.Status.ShouldBe(EmailStatus.Failed);
        record.ErrorType.ShouldBe("ses_rejected");
        record.SentAt.ShouldNotBeNull();
    }

    [Fact]
    public void A_claim_is_released_only_by_who_made_it()
    {
        var release = new RecordChange { Entry = new("deferred", Noon), Failure = Throttled, ReleasesClaimOf = Noon.AddMinutes(-10) };
        var record = Record().Apply(release);
        record.ClaimedAt.ShouldBe(Noon);
        record.ErrorType.ShouldBeNull();
        Record().Apply(release with { ReleasesClaimOf = Noon }).ClaimedAt.ShouldBeNull();
    }

    [Fact]
    public void The_timeline_keeps_the_latest_fifty()
    {
        var record = Record();
        for (var i = 0; i < 60; i++) record = record.Apply(new RecordChange { Entry = new($"e{i}", Noon) });
        record.Events.Count.ShouldBe(50);
        record.Events[0].Type.ShouldBe("e10");
        record.Events[^1].Type.ShouldBe("e59");
    }

    [Fact]
    public void A_takeover_forgets_the_failure_and_claims_anew()
    {
        var record = Record().Apply(Change("presumed")).TakeOver(Noon.AddHours(1));
        record.Status.ShouldBe(EmailStatus.Sending);
        record.ClaimedAt.ShouldBe(Noon.AddHours(1));
        record.ErrorType.ShouldBeNull();
        record.FailedAt.ShouldBeNull();
        record.Timestamp.ShouldBe(Noon);
    }

    private static TrackingRecord Record() => new()
    {
        EmailId = "mail-1",
        ToEmail = "jo@example.org",
        Status = EmailStatus.Sending,
        Timestamp = Noon,
        TemplateName = "welcome",
        Source = "my.application",
        OriginalEmailId = "mail-1",
        ClaimedAt = Noon,
        RetryDetailJson = "{}",
    };

    private static RecordChange Change(string kind)
    {
        var sentAt = Noon.AddMinutes(1);
        return kind switch
        {
            "sent" => New(kind, 1, null, EmailStatus.Sent) with { SentAt = sentAt, SesMessageId = "ses-1", Subject = "Hi", TemplateVersion = "1" },
            "send" => New(kind, 1, "f-send", EmailStatus.Sent) with { SentAt = sentAt, SesMessageId = "ses-1" },
            "delivery" => New(kind, 2, "f-delivery", EmailStatus.Delivered) with { SentAt = sentAt, DeliveredAt = Noon.AddMinutes(2) },
            "open" => New(kind, 3, "f-open", EmailStatus.Opened) with { SentAt = sentAt, OpenedAt = Noon.AddMinutes(3) },
            // Opened before midnight UTC, told later.
            "open-earlier" => New(kind, 2, "f-open-2", EmailStatus.Opened) with { SentAt = sentAt, OpenedAt = Noon.AddMinutes(2.5) },
            "machine" => New(kind, 3, "f-machine", null) with { SentAt = sentAt, MachineOpen = true },
            "click" => New(kind, 4, "f-click", null) with { SentAt = sentAt, Click = true },
            "delay" => New(kind, 4, "f-delay", null) with { SentAt = sentAt, DelayedAt = Noon.AddMinutes(4) },
            "soft" => New(kind, 5, "f-soft", EmailStatus.SoftBounced) with { SentAt = sentAt, Bounce = new(Noon.AddMinutes(5), "Transient", "MailboxFull", "full", false, false) },
            "hard" => New(kind, 6, "f-hard", EmailStatus.Bounced) with { SentAt = sentAt, Bounce = new(Noon.AddDays(1), "Permanent", "General", null, true, true) },
            "complaint" => New(kind, 7, "f-complaint", EmailStatus.Complained) with { SentAt = sentAt, Complaint = new(Noon.AddDays(2), "abuse", true) },
            "reject" => New(kind, 8, "f-reject", EmailStatus.Failed) with { Failure = Rejected },
            "presumed" => New(kind, 9, null, EmailStatus.Failed) with { Failure = Throttled, ReleasesClaimOf = Noon },
            _ => throw new ArgumentException(kind),
        };
    }

    private static RecordChange New(string type, int minute, string? id, EmailStatus? status) =>
        new() { Entry = new(type, Noon.AddMinutes(minute), id), Status = status };

    private static void Add(Dictionary<string, DailyCounts> days, IEnumerable<KeyValuePair<string, DailyCounts>> more)
    {
        foreach (var (day, counts) in more) days[day] = days.GetValueOrDefault(day) + counts;
    }

    private static IEnumerable<RecordChange[]> Permutations(RecordChange[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((item, i) => Permutations([.. items[..i], .. items[(i + 1)..]]).Select(rest => (RecordChange[])[item, .. rest]));
}
