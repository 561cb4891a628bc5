using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Overview;

/// <summary>Server-sent events with the parts of the first page that changed (https://html.spec.whatwg.org/multipage/server-sent-events.html).</summary>
/// <param name="reader">The numbers.</param>
/// <param name="settings">Their limits.</param>
/// <param name="time">The clock.</param>
internal sealed class LivePage(OverviewReader reader, EngineSettings settings, TimeProvider time) : IDashboardPage
{
    private const int MaxReaders = 50;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    // A session that ended, or a browser tab nobody looks at, does not hold the stream for ever: the browser asks again.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private int _readers;

    /// <inheritdoc/>
    public string Path => "/live";

    /// <inheritdoc/>
    public Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken) => Task.FromResult(
        Volatile.Read(ref _readers) >= MaxReaders
            ? Answer.Refused("Too many pages follow the live numbers already.", 503)
            : new StreamAnswer((response, token) => FollowAsync(response, request.Keys, token)));

    private async Task FollowAsync(HttpResponse response, DashboardKeys keys, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _readers);
        try
        {
            var parts = new OverviewParts(settings, keys);
            var sent = new Dictionary<string, string>(StringComparer.Ordinal);
            var until = time.GetUtcNow() + Longest;
            using var timer = new PeriodicTimer(Interval, time);
            do
            {
                await SendChangesAsync(response, parts, sent, cancellationToken);
            }
            while (time.GetUtcNow() < until && await timer.WaitForNextTickAsync(cancellationToken));
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }

    private async Task SendChangesAsync(
        HttpResponse response, OverviewParts parts, Dictionary<string, string> sent, CancellationToken cancellationToken)
    {
        OverviewNumbers numbers;
        try
        {
            numbers = await reader.ReadAsync(cancellationToken);
        }
        catch (PortException failure) when (failure.IsTransient)
        {
            // The next tick asks again; the page keeps what it shows.
            return;
        }
        var isFirst = sent.Count == 0;
        foreach (var (id, markup) in parts.Write(numbers))
        {
            if (sent.GetValueOrDefault(id) == markup.Text) continue;
            sent[id] = markup.Text;
            await response.Body.WriteAsync(Event(id, markup.Text), cancellationToken);
        }
        if (!isFirst) await response.Body.WriteAsync(": \n\n"u8.ToArray(), cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    private static byte[] Event(string id, string html)
    {
        using var buffer = new MemoryStream();
        buffer.Write("data: "u8);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("html", html);
            json.WriteEndObject();
        }
        buffer.Write("\n\n"u8);
        return buffer.ToArray();
    }
}
