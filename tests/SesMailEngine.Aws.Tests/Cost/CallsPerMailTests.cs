using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Aws.Tests.Cost;

// docs/COST.md tells what each event of a mail costs. Its table is read here, and held against the calls that are made.
public sealed class CallsPerMailTests(EmulatorSet emulators)
{
    private static readonly Lazy<IReadOnlyDictionary<string, string[]>> Documented = new(ReadTable);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string[]> Events => new()
    {
        { "Send event", ["Send"] },
        { "Delivery", ["Delivery"] },
        { "First open", ["Delivery", "Open"] },
        { "Click", ["Delivery", "Click"] },
        { "Hard bounce", ["Hard bounce"] },
        { "Soft bounce, retried", ["Soft bounce"] },
        { "Complaint", ["Delivery", "Complaint"] },
    };

    [Fact]
    public async Task A_mail_sent_makes_the_calls_that_are_written_down()
    {
        var stack = await EngineOnAws.CreateAsync(emulators);
        await stack.SendAsync("first");
        (await stack.CallsOfAsync(() => stack.SendAsync("second"))).ShouldBe(Documented.Value["Mail sent"]);
        (await stack.Tracking.GetAsync("second", Cancel))!.Status.ShouldBe(EmailStatus.Sent);
    }

    [Fact]
    public async Task The_first_mail_of_a_process_also_reads_template_limits_and_counters()
    {
        var stack = await EngineOnAws.CreateAsync(emulators);
        var calls = await stack.CallsOfAsync(() => stack.SendAsync("first"), all: true);
        calls.ShouldBe(Documented.Value["First mail of a process"]);
    }

    [Fact]
    public async Task A_suppressed_recipient_costs_no_mail()
    {
        var stack = await EngineOnAws.CreateAsync(emulators);
        await stack.SendAsync("first");
        await stack.Suppression.AddAsync(
            new() { Email = "jo@example.com", Type = SuppressionType.Manual, Reason = SuppressionReasons.Manual, AddedAt = DateTimeOffset.UnixEpoch }, Cancel);
        (await stack.CallsOfAsync(() => stack.SendAsync("second"))).ShouldBe(Documented.Value["Recipient suppressed"]);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Feedback_makes_the_calls_that_are_written_down(string row, string[] events)
    {
        var stack = await EngineOnAws.CreateAsync(emulators);
        await stack.SendAsync("mail");
        foreach (var earlier in events.SkipLast(1)) await stack.FeedbackAsync("mail", earlier);
        (await stack.CallsOfAsync(() => stack.FeedbackAsync("mail", events[^1]))).ShouldBe(Documented.Value[row]);
    }

    // Rows look like "| Delivery | `UpdateItem EmailTracking`, `PutEvents` | 6 |".
    private static Dictionary<string, string[]> ReadTable() => File.ReadLines(Path.Combine(Emulator.RepositoryRoot(), "docs", "COST.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('`', StringComparison.Ordinal))
        .Select(line => line.Split('|'))
        // Other tables of the page are prices.
        .Where(cells => cells[2].Split(',').All(call => call.Split('`').Length == 3))
        .ToDictionary(
            cells => cells[1].Trim(),
            cells => cells[2].Split(',').SelectMany(Calls).Order(StringComparer.Ordinal).ToArray());

    private static IEnumerable<string> Calls(string cell)
    {
        var call = cell.Trim().Split('`');
        var times = call[0].Trim().TrimEnd('×', ' ');
        return Enumerable.Repeat(call[1], times.Length == 0 ? 1 : int.Parse(times));
    }
}
