using System.Globalization;

namespace SesMailEngine.Cli.Chaos;

// The books at the end: what was acknowledged against the records, the simulator's journal, the suppression list and the counters.
internal sealed class ChaosBooks
{
    private const int MaxExamples = 10;
    private static readonly string[] Counters = ["sent", "delivered", "opened", "soft_bounced", "bounced", "complained", "failed"];

    private readonly List<string> examples = [];

    // Requests, and the retries of those that soft-bounced: each has a record of its own.
    public int Accepted { get; private set; }

    public int Retries { get; private set; }

    // In the journal.
    public int Sent { get; private set; }

    // Refused for good, never sent.
    public int Failed { get; private set; }

    // Neither: still on a queue.
    public int Queued { get; private set; }

    // Given up for now: in a dead letter queue, with a record that says so.
    public int Dead { get; private set; }

    // Acknowledged and without a record, or with a record that says sent and not in the journal, or given up and in no dead letter queue.
    public int Lost { get; private set; }

    // In the journal more than once.
    public int Repeated { get; private set; }

    // With a record that does not rest where the request has to end.
    public int Unsettled { get; private set; }

    // With a record whose status is not the highest that its timeline allows.
    public int Misplaced { get; private set; }

    // Bounced or complained, and the address not on the suppression list.
    public int Unsuppressed { get; private set; }

    // Daily counters that are not what the records add up to.
    public int Miscounted { get; private set; }

    public IReadOnlyList<string> Examples => examples;

    public bool Balances => Lost + Repeated + Unsettled + Misplaced + Unsuppressed + Miscounted + Queued == 0
        && Accepted + Retries == Sent + Failed + Queued + Dead;

    public static async Task<ChaosBooks> ReadAsync(IReadOnlyList<ChaosRequest> accepted, ChaosCalls calls, CancellationToken cancellationToken)
    {
        var books = new ChaosBooks { Accepted = accepted.Count };
        var journal = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var emailId in calls.JournalAsync(cancellationToken)) journal[emailId] = journal.GetValueOrDefault(emailId) + 1;
        foreach (var (emailId, times) in journal)
        {
            if (times > 1) books.Repeated += books.Note(times - 1, $"{emailId} was sent {times} times");
        }
        var suppressed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var item in calls.ScanAsync("Suppression", cancellationToken)) suppressed.Add(new ChaosRecord(item).Text("email")!);
        var requests = accepted.ToDictionary(request => request.EmailId, StringComparer.Ordinal);
        var retried = new HashSet<string>(StringComparer.Ordinal);
        var softBounced = new List<string>();
        var counted = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var item in calls.ScanAsync("EmailTracking", cancellationToken))
        {
            var record = new ChaosRecord(item);
            books.Check(record, requests, retried, softBounced, journal, suppressed);
            Count(record, counted);
        }
        foreach (var request in requests.Values) books.Lost += books.Note(1, $"{request.EmailId} has no record");
        foreach (var emailId in softBounced.Where(id => !retried.Contains(id)))
        {
            books.Unsettled += books.Note(1, $"{emailId} soft-bounced and was not tried again");
        }
        await books.CheckCountersAsync(counted, calls, cancellationToken);
        var letters = await calls.QueuedAsync("EventBridgeDLQ", cancellationToken) + await calls.QueuedAsync("RetryDLQ", cancellationToken);
        if (letters < books.Dead) books.Lost += books.Note(books.Dead - letters, $"{books.Dead} records are given up, but only {letters} messages are in dead letter queues");
        return books;
    }

    private void Check(
        ChaosRecord record, Dictionary<string, ChaosRequest> requests, HashSet<string> retried, List<string> softBounced,
        Dictionary<string, int> journal, HashSet<string> suppressed)
    {
        var isSent = journal.ContainsKey(record.EmailId);
        if (record.IsRetry)
        {
            Retries++;
            retried.Add(record.Text("originalEmailId")!);
            if (record is not ({ Status: "soft_bounced" } or { Status: "failed", ErrorType: "suppressed" }))
                Unsettled += Note(1, $"the retry {record.EmailId} is {record.Status} {record.ErrorType}");
        }
        else if (requests.Remove(record.EmailId, out var request))
        {
            if (!request.MayEnd(record.Status, record.ErrorType))
                Unsettled += Note(1, $"{record.EmailId}, {request.Kind}, is {record.Status} {record.ErrorType}");
            // The bounce that completes a row suppresses the address instead.
            if (record.Status == "soft_bounced" && !suppressed.Contains(record.ToEmail)) softBounced.Add(record.EmailId);
        }
        if (isSent) Sent++;
        else if (record.IsGivenUp) Dead++;
        else if (record.Status == "failed") Failed++;
        else if (record.Status == "sending") Queued++;
        if (!isSent && record.Text("sentAt") is not null) Lost += Note(1, $"{record.EmailId} is {record.Status}, but was never sent");
        if (isSent && record.Text("sentAt") is null) Unsettled += Note(1, $"{record.EmailId} was sent, and its record does not know");
        if (!record.StandsWhereItsEventsSay())
            Misplaced += Note(1, $"{record.EmailId} is {record.Status} {record.ErrorType} after {string.Join(", ", record.Timeline().Select(entry => entry.Type))}");
        if ((record.IsHardBounced || record.Text("complainedAt") is not null) && !suppressed.Contains(record.ToEmail))
            Unsuppressed += Note(1, $"the recipient of {record.EmailId} is not suppressed");
    }

    private static void Count(ChaosRecord record, Dictionary<string, long> counted)
    {
        void Add(string counter) => counted[counter] = counted.GetValueOrDefault(counter) + 1;
        if (record.Text("sentAt") is not null) Add("sent");
        if (record.Text("deliveredAt") is not null) Add("delivered");
        if (record.Text("openedAt") is not null) Add("opened");
        if (record.Text("bouncedAt") is not null) Add(record.IsHardBounced ? "bounced" : "soft_bounced");
        if (record.Text("complainedAt") is not null) Add("complained");
        if (record.Status == "failed") Add("failed");
    }

    private async Task CheckCountersAsync(Dictionary<string, long> counted, ChaosCalls calls, CancellationToken cancellationToken)
    {
        var told = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var day in calls.ScanAsync("DailyStats", cancellationToken))
        {
            foreach (var counter in Counters)
            {
                if (!day.TryGetProperty(counter, out var value)) continue;
                told[counter] = told.GetValueOrDefault(counter)
                    + long.Parse(value.GetProperty("N").GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            }
        }
        foreach (var counter in Counters)
        {
            var (says, are) = (told.GetValueOrDefault(counter), counted.GetValueOrDefault(counter));
            if (says != are) Miscounted += Note(1, $"the counter '{counter}' says {says}, the records say {are}");
        }
    }

    private int Note(int count, string example)
    {
        if (examples.Count < MaxExamples) examples.Add(example);
        return count;
    }
}
