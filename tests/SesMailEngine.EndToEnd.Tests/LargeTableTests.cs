using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.EndToEnd.Tests;

// A table of 100,000 records beside one of 1,000: reads must not grow with the table. Bounds compare the two, since machines differ; the
// figures go to the test's output.
[Collection(AloneCollection.Name)]
public sealed class LargeTableTests
{
    private const int Small = 1_000;
    private const int Large = 100_000;
    private const int Reads = 300;
    private static readonly ResourceNames Names = new("sesmailengine", "000000000000", "us-east-1");
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed record Figures(double GetItem, double Query, int Scanned, int LargestPage, long Memory);

    [Fact]
    public async Task Reads_and_memory_do_not_grow_with_the_table()
    {
        var small = await MeasureAsync(Small);
        var large = await MeasureAsync(Large);
        foreach (var (count, figures) in new[] { (Small, small), (Large, large) })
        {
            TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
                $"{count} records: GetItem p99 {figures.GetItem:0.00} ms, Query p99 {figures.Query:0.00} ms, managed memory after a scan {figures.Memory >> 20} MB"));
        }

        // Three times as long, and what a noisy machine adds to any of them.
        large.GetItem.ShouldBeLessThan((3 * small.GetItem) + 20);
        large.Query.ShouldBeLessThan((3 * small.Query) + 20);
        (small.Scanned, large.Scanned).ShouldBe((Small, Large));
        // A page is 1 MB of items by DynamoDB's count; JSON's braces, quotes and type names come on top.
        large.LargestPage.ShouldBeLessThan(3 << 20);
        // The caches of records are bounded; SQLite's, outside of this figure, are too.
        (large.Memory - small.Memory).ShouldBeLessThan(64L << 20);
    }

    private static async Task<Figures> MeasureAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("sesmailengine-large-").FullName;
        try
        {
            await FillAsync(folder, count);
            await using var host = await EmbeddedHost.StartAsync(TestHost.Options(folder), TimeProvider.System, Cancel);
            using var client = new HttpClient { BaseAddress = host.Address };
            var random = new Random(1);
            var get = await P99Async(client, "GetItem", () =>
                $$"""{"TableName":"{{Names.TrackingTable}}","Key":{"emailId":{"S":"e-{{random.Next(count)}}"} } }""");
            var query = await P99Async(client, "Query", () =>
                $$"""{"TableName":"{{Names.TrackingTable}}","IndexName":"to-email-timestamp-index","KeyConditionExpression":"toEmail = :e","ExpressionAttributeValues":{":e":{"S":"{{Recipient(random.Next(count))}}"} } }""");
            var (scanned, largest) = await ScanAsync(client);
            return new Figures(get, query, scanned, largest, GC.GetTotalMemory(forceFullCollection: true));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Through the writer, many at a time, so that a commit holds hundreds.
    private static async Task FillAsync(string folder, int count)
    {
        await using var stores = await EmbeddedStores.OpenAsync(
            new EmbeddedOptions { DataFolder = folder, Settings = new EngineSettings { Names = Names } }, Cancel);
        var options = new ParallelOptions { MaxDegreeOfParallelism = 512, CancellationToken = Cancel };
        await Parallel.ForAsync(0, count, options, async (i, token) => await stores.Tracking.AddAsync(Record(i), token));
    }

    private static string Recipient(int i) => string.Create(CultureInfo.InvariantCulture, $"r{i % 20_000}@example.com");

    private static TrackingRecord Record(int i)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"e-{i}");
        return new TrackingRecord
        {
            EmailId = id,
            ToEmail = Recipient(i),
            Status = EmailStatus.Delivered,
            Timestamp = Noon.AddMilliseconds(i),
            TemplateName = "welcome",
            Source = "shop",
            OriginalEmailId = id,
            SesMessageId = "m-" + id,
            Subject = "Welcome to Acme, dear customer",
            SenderEmail = "noreply@example.com",
            SentAt = Noon,
            DeliveredAt = Noon,
            MetadataJson = """{"campaignId":"spring","customer":{"id":"c-1","tier":"gold"}}""",
            Events = [new TimelineEntry("sending", Noon), new TimelineEntry("sent", Noon), new TimelineEntry("delivery", Noon)],
            Ttl = DateTimeOffset.MaxValue.ToUnixTimeSeconds(),
        };
    }

    private static async Task<double> P99Async(HttpClient client, string operation, Func<string> body)
    {
        for (var i = 0; i < Reads / 3; i++) await CallAsync(client, operation, body());
        var times = new List<double>();
        for (var i = 0; i < Reads; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await CallAsync(client, operation, body());
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            answer.Length.ShouldBeGreaterThan(200);
        }
        times.Sort();
        return times[(int)(times.Count * 0.99) - 1];
    }

    private static async Task<(int Items, int LargestPage)> ScanAsync(HttpClient client)
    {
        var (items, largest, start) = (0, 0, "");
        while (true)
        {
            var page = await CallAsync(client, "Scan", $$"""{"TableName":"{{Names.TrackingTable}}"{{start}}}""");
            largest = Math.Max(largest, page.Length);
            using var document = JsonDocument.Parse(page);
            items += document.RootElement.GetProperty("Count").GetInt32();
            if (!document.RootElement.TryGetProperty("LastEvaluatedKey", out var last)) return (items, largest);
            start = $",\"ExclusiveStartKey\":{last.GetRawText()}";
        }
    }

    private static async Task<byte[]> CallAsync(HttpClient client, string operation, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810." + operation);
        request.Content = new StringContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var answer = await client.SendAsync(request, Cancel);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync(Cancel);
    }
}
