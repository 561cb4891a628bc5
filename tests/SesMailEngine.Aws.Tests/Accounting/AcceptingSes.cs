using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Aws.Tests.Accounting;

/// <summary>SES as seen from outside: accepts mails, counts them by emailId, and tells what became of each, every event twice.</summary>
internal sealed class AcceptingSes(Channel<string> feedback) : HttpMessageHandler
{
    private int last;
    private int pending;

    /// <summary>Events that were not dealt with yet.</summary>
    public int Pending => Volatile.Read(ref pending);

    /// <summary>How often each mail was accepted.</summary>
    public ConcurrentDictionary<string, int> Accepted { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes note that an event was dealt with.</summary>
    public void Done() => Interlocked.Decrement(ref pending);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
            return Answer("""{"SendQuota":{"Max24HourSend":10000000,"MaxSendRate":100000,"SentLast24Hours":0},"SendingEnabled":true}""");
        if (request.RequestUri!.AbsolutePath == "/") return Answer("""{"FailedEntryCount":0,"Entries":[{"EventId":"e"}]}""");
        using var mail = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        var tag = mail.RootElement.GetProperty("EmailTags").EnumerateArray().First(t => t.GetProperty("Name").GetString() == MessageTags.EmailId);
        var emailId = tag.GetProperty("Value").GetString()!;
        var messageId = $"ses-{Interlocked.Increment(ref last)}";
        Accepted.AddOrUpdate(emailId, 1, (_, count) => count + 1);
        foreach (var (type, facts) in ((string, string)[])
        [
            ("Send", "\"send\":{}"), ("Delivery", "\"delivery\":{\"timestamp\":\"2030-01-01T00:00:01.000Z\",\"recipients\":[\"jo@example.com\"]}"),
        ])
        {
            var json = $$$"""{"eventType":"{{{type}}}","mail":{"timestamp":"2030-01-01T00:00:00.000Z","messageId":"{{{messageId}}}","destination":["jo@example.com"],"tags":{"emailId":["{{{emailId}}}"]}},{{{facts}}}}""";
            var sns = JsonSerializer.Serialize(new Dictionary<string, string> { ["Type"] = "Notification", ["MessageId"] = $"{messageId}-{type}", ["Message"] = json });
            Interlocked.Add(ref pending, 2);
            await feedback.Writer.WriteAsync(sns, cancellationToken);
            await feedback.Writer.WriteAsync(sns, cancellationToken);
        }
        return Answer($$"""{"MessageId":"{{messageId}}"}""");
    }

    private static HttpResponseMessage Answer(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}
