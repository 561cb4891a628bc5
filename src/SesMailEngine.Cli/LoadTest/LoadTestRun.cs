using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SesMailEngine.Cli.Commands;

namespace SesMailEngine.Cli.LoadTest;

// Publishes the plan's mails as fast as the host takes them, waits for the last delivery, then reads the journal.
internal sealed class LoadTestRun(LoadTestPlan plan, Uri address, TimeProvider clock)
{
    private const int BatchSize = 10;
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);

    public async Task<LoadTestReport> ExecuteAsync(Action<long, long> progress, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = plan.Connections + 1 });
        http.BaseAddress = address;
        var data = await ReadSampleDataAsync(http, cancellationToken);
        var run = $"load-{clock.GetUtcNow().ToUnixTimeMilliseconds():x}-";
        var before = await CountDeliveredAsync(http, cancellationToken);
        var bodies = Enumerable.Range(0, (plan.Mails + BatchSize - 1) / BatchSize).Select(i => Body(run, i, data)).ToArray();

        var publishedAt = new DateTimeOffset[plan.Mails];
        var calls = new ConcurrentBag<double>();
        long accepted = 0;
        var next = -1;
        var started = clock.GetTimestamp();
        async Task PublishAsync()
        {
            for (var i = Interlocked.Increment(ref next); i < bodies.Length; i = Interlocked.Increment(ref next))
            {
                var size = Math.Min(BatchSize, plan.Mails - (i * BatchSize));
                publishedAt.AsSpan(i * BatchSize, size).Fill(clock.GetUtcNow());
                var callStarted = clock.GetTimestamp();
                await PutAsync(http, bodies[i], cancellationToken);
                calls.Add(clock.GetElapsedTime(callStarted).TotalMilliseconds);
                Interlocked.Add(ref accepted, size);
            }
        }
        var publishing = Task.WhenAll(Enumerable.Range(0, plan.Connections).Select(_ => Task.Run(PublishAsync, cancellationToken)));
        while (!publishing.IsCompleted)
        {
            await Task.WhenAny(publishing, Task.Delay(PollEvery, clock, cancellationToken));
            progress(Interlocked.Read(ref accepted), 0);
        }
        await publishing;
        var acceptTime = clock.GetElapsedTime(started);

        long delivered = 0;
        var waitStarted = clock.GetTimestamp();
        while (delivered < plan.Mails && clock.GetElapsedTime(waitStarted) < plan.Timeout)
        {
            await Task.Delay(PollEvery, clock, cancellationToken);
            delivered = await CountDeliveredAsync(http, cancellationToken) - before;
            progress(plan.Mails, delivered);
        }
        var totalTime = clock.GetElapsedTime(started);
        return await CheckBooksAsync(http, run, publishedAt, calls, acceptTime, totalTime, delivered, cancellationToken);
    }

    private async Task<LoadTestReport> CheckBooksAsync(
        HttpClient http, string run, DateTimeOffset[] publishedAt, ConcurrentBag<double> calls, TimeSpan acceptTime,
        TimeSpan totalTime, long delivered, CancellationToken cancellationToken)
    {
        var seen = new int[plan.Mails];
        var latencies = new List<double>(plan.Mails);
        var (outOfOrder, furthest) = (0, -1);
        DateTimeOffset first = default, last = default;
        await using var journal = await http.GetStreamAsync(new Uri("/_aws/ses/journal", UriKind.Relative), cancellationToken);
        using var reader = new StreamReader(journal);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            using var entry = JsonDocument.Parse(line);
            var emailId = entry.RootElement.GetProperty("emailId").GetString()!;
            if (!emailId.StartsWith(run, StringComparison.Ordinal)) continue;
            var index = int.Parse(emailId.AsSpan(run.Length), NumberStyles.None, CultureInfo.InvariantCulture);
            if (seen[index]++ > 0) continue;
            last = entry.RootElement.GetProperty("acceptedAt").GetDateTimeOffset();
            if (furthest < 0) first = last;
            latencies.Add((last - publishedAt[index]).TotalMilliseconds);
            if (index < furthest) outOfOrder++;
            else furthest = index;
        }
        var lost = Math.Max(seen.Count(n => n == 0), plan.Mails - delivered);
        var times = calls.Order().ToArray();
        latencies.Sort();
        return new LoadTestReport(
            plan.Mails, plan.Mails / acceptTime.TotalSeconds, delivered / totalTime.TotalSeconds,
            Percentile(times, 0.5), Percentile(times, 0.99), Percentile(latencies, 0.5), Percentile(latencies, 0.99),
            lost, seen.Sum(n => Math.Max(0, n - 1)))
        {
            RateUsed = plan.Rate is { } rate ? (latencies.Count - 1) / (last - first).TotalSeconds / rate : null,
            OutOfOrder = outOfOrder,
        };
    }

    private static double Percentile(IReadOnlyList<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];

    private byte[] Body(string run, int batch, string data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("Entries");
            for (var i = batch * BatchSize; i < Math.Min(plan.Mails, (batch + 1) * BatchSize); i++)
            {
                json.WriteStartObject();
                json.WriteString("Source", "loadtest");
                json.WriteString("DetailType", "Email Request");
                json.WriteString("EventBusName", $"{plan.Stack}-EmailBus");
                json.WriteString(
                    "Detail",
                    $$"""{"emailId":"{{run}}{{i}}","to":"user{{i}}@load.example","templateName":"{{plan.Template}}","templateData":{{data}}}""");
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private async Task<string> ReadSampleDataAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var path = $"/{plan.Stack}-templates-000000000000/templates/{plan.Template}/metadata.json";
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (!answer.IsSuccessStatusCode) throw new UsageException($"No template '{plan.Template}' here; run 'sesmailengine seed' first.");
        using var metadata = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        if (!metadata.RootElement.TryGetProperty("sampleData", out var sample))
        {
            throw new UsageException($"Template '{plan.Template}' has no sampleData in its metadata.json.");
        }
        return sample.GetRawText();
    }

    private static async Task PutAsync(HttpClient http, byte[] body, CancellationToken cancellationToken)
    {
        using var answer = await CallAsync(http, "AWSEvents.PutEvents", "application/x-amz-json-1.1", body, cancellationToken);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        if (json.RootElement.GetProperty("FailedEntryCount").GetInt32() != 0)
        {
            throw new UsageException("The bus refused an event: " + json.RootElement.GetRawText());
        }
    }

    private async Task<long> CountDeliveredAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var answer = await CallAsync(
            http, "DynamoDB_20120810.Scan", "application/x-amz-json-1.0",
            Encoding.UTF8.GetBytes($$"""{"TableName":"{{plan.Stack}}-DailyStats"}"""), cancellationToken);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return json.RootElement.GetProperty("Items").EnumerateArray().Sum(item =>
            item.TryGetProperty("delivered", out var value)
                ? long.Parse(value.GetProperty("N").GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0);
    }

    private static async Task<HttpResponseMessage> CallAsync(
        HttpClient http, string operation, string contentType, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Add("X-Amz-Target", operation);
        var answer = await http.SendAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode) return answer;
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        answer.Dispose();
        throw new UsageException($"{operation} answered {(int)answer.StatusCode}: {text}");
    }
}
