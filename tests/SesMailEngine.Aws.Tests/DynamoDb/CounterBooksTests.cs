using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.Tests.Accounting;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Statistics;

namespace SesMailEngine.Aws.Tests.DynamoDb;

public sealed class CounterBooksTests(EmulatorSet emulators)
{
    private const string Day = "2030-01-01";
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Each with a shard of its own: of two at one shard a lost answer may count twice (docs/decisions/0011).
    [Fact]
    public async Task The_counters_of_several_processes_writing_at_once_among_faults_are_exact()
    {
        var tables = await Tables.CreateAsync(emulators);
        await Task.WhenAll(Enumerable.Range(1, 3).Select(process => WriteAsync(tables, process, process)));

        var report = await CompareAsync(tables);

        report.Differences.ShouldBeEmpty();
        report.Records.ShouldBe(63);
    }

    [Fact]
    public async Task What_was_counted_twice_at_a_shared_shard_is_set_right()
    {
        var tables = await Tables.CreateAsync(emulators);
        await Task.WhenAll(Enumerable.Range(1, 3).Select(process => WriteAsync(tables, process, 1)));
        using var client = tables.Client();
        foreach (var (day, added) in (await CompareAsync(tables)).Corrections) await Books(tables, client).CorrectAsync(day, added, Cancel);

        (await CompareAsync(tables)).IsExact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_correction_sets_right_what_is_off_and_keeps_what_is_counted_meanwhile()
    {
        var tables = await Tables.CreateAsync(emulators);
        using var client = tables.Client();
        await client.PutItemAsync(
            new PutItemRequest(tables.Names.DailyStatsTable, new() { ["statDate"] = new(Day), ["shard"] = new() { N = "0" }, ["sent"] = new() { N = "5" }, ["lastWrite"] = new("w") }), Cancel);

        var books = Books(tables, client);
        await Task.WhenAll(
            WriteAsync(tables, 1, 1), books.CorrectAsync(Day, new() { Sent = -5 }, Cancel), books.CorrectAsync("2030-01-02", new() { Opened = 1, Failed = -1 }, Cancel));

        var days = (await books.ListDaysAsync(Cancel)).ToDictionary();
        (days[Day].Sent, days[Day].Delivered).ShouldBe((20, 20));
        days["2030-01-02"].ShouldBe(new DailyCounts { Opened = 1 });
        (await CompareAsync(tables)).Corrections.ShouldBe([new("2030-01-02", new() { Opened = -1, Failed = 1 })]);
    }

    [Fact]
    public async Task A_correction_whose_answer_is_lost_is_made_once()
    {
        var tables = await Tables.CreateAsync(emulators);
        for (var seed = 1; seed <= 8; seed++)
        {
            using var faults = new RandomFaults(seed, 0.4, RandomFaults.OfTables, new SocketsHttpHandler());
            using var client = Client(tables, faults);
            await Books(tables, client).CorrectAsync(Day, new() { Sent = 1 }, Cancel);
        }
        using var whole = tables.Client();
        (await Books(tables, whole).ListDaysAsync(Cancel)).Single().Value.Sent.ShouldBe(8);
    }

    private static async Task WriteAsync(Tables tables, int process, int shard)
    {
        using var faults = new RandomFaults(process, 0.1, RandomFaults.OfTables, new SocketsHttpHandler());
        using var client = Client(tables, faults);
        var store = new TrackingStore(client, tables.Names, Tables.Retries, new RandomIds(process), new Shard(shard), TimeProvider.System, tables.Log);
        await Parallel.ForEachAsync(Enumerable.Range(0, 20), Cancel, async (i, token) =>
        {
            var id = $"p{process}-{i}";
            await PatientlyAsync(() => store.ClaimAsync(Record(id), TimeSpan.FromMinutes(10), token));
            await PatientlyAsync(() => store.ApplyAsync(id, new RecordChange { Entry = new TimelineEntry("sent", Noon), Status = EmailStatus.Sent, SentAt = Noon }, token));
            await PatientlyAsync(() => store.ApplyAsync(id, new RecordChange { Entry = new TimelineEntry("delivery", Noon, "d-" + id), Status = EmailStatus.Delivered, DeliveredAt = Noon }, token));
        });
        // What could not be counted goes with the next write.
        faults.IsOn = false;
        await store.AddAsync(Record($"last-{process}") with { Status = EmailStatus.Failed, FailedAt = Noon.AddDays(1) }, Cancel);
    }

    private static async Task PatientlyAsync(Func<Task> write)
    {
        while (true)
        {
            try
            {
                await write();
                return;
            }
            catch (PortException away) when (away.IsTransient)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task<CounterReport> CompareAsync(Tables tables)
    {
        using var client = tables.Client();
        var books = Books(tables, client);
        var audit = new CounterAudit();
        await foreach (var record in books.ReadRecordsAsync(Cancel)) audit.Add(record);
        var days = await books.ListDaysAsync(Cancel);
        return audit.Compare(days, days);
    }

    private static TrackingRecord Record(string id) => new()
    {
        EmailId = id,
        ToEmail = "jo@example.com",
        Status = EmailStatus.Sending,
        Timestamp = Noon,
        TemplateName = "welcome",
        Source = "my.app",
        OriginalEmailId = id,
        ClaimedAt = Noon,
    };

    private static CounterBooks Books(Tables tables, IAmazonDynamoDB client) => new(client, tables.Names, Tables.Retries);

    private static AmazonDynamoDBClient Client(Tables tables, RandomFaults faults)
    {
        var config = DynamoDbClients.Config(tables.Target);
        config.HttpClientFactory = faults.Factory;
        return new(tables.Target.Credentials, config);
    }

    private sealed class Shard(int number) : Random(1)
    {
        public override int Next(int maxValue) => number;
    }
}
