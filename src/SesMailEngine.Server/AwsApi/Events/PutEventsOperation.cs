using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>
/// PutEvents (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html). It answers once what the rules
/// send is on disk. As on AWS, an entry can fail alone, and events for a bus that does not exist are accepted and go nowhere.
/// </summary>
internal sealed class PutEventsOperation(BusNames buses, IEventBus bus, RequestIdSource ids, ILog log, ProducerLoad load)
{
    private int _warned;

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var entries = PutEventsReader.Read(request.Body.Span);
        var results = new Result[entries.Count];
        var accepted = new List<BusEvent>(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.Problem() is { } problem)
            {
                results[i] = new Result(null, problem.Code, problem.Message);
            }
            else if (GoesToStack(entry.Bus))
            {
                accepted.Add(new BusEvent(entry.Source!, entry.DetailType!, entry.Detail!, entry.Time, entry.Resources));
            }
            else
            {
                results[i] = new Result(ids.Next(), null, null);
            }
        }

        if (accepted.Count > 0)
        {
            using var waiting = load.Enter();
            var eventIds = await bus.PutAsync(accepted, cancellationToken);
            var next = 0;
            for (var i = 0; i < results.Length; i++)
            {
                if (results[i] is { EventId: null, ErrorCode: null }) results[i] = new Result(eventIds[next++], null, null);
            }
        }
        await request.WriteJsonAsync(results, Write, cancellationToken);
    }

    private bool GoesToStack(string? nameOrArn)
    {
        var name = buses.Resolve(nameOrArn);
        if (name is null && Interlocked.Exchange(ref _warned, 1) == 0)
            log.Write(new LogEntry(
                LogLevel.Warning, "Events were put on a bus that does not exist: they are accepted, as on AWS, and go nowhere"));
        return name == buses.Stack;
    }

    private static void Write(Utf8JsonWriter json, Result[] results)
    {
        var failed = 0;
        json.WriteStartObject();
        json.WriteStartArray("Entries"u8);
        foreach (var result in results)
        {
            json.WriteStartObject();
            if (result.EventId is { } id)
            {
                json.WriteString("EventId"u8, id);
            }
            else
            {
                failed++;
                json.WriteString("ErrorCode"u8, result.ErrorCode);
                json.WriteString("ErrorMessage"u8, result.ErrorMessage);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("FailedEntryCount"u8, failed);
        json.WriteEndObject();
    }

    private readonly record struct Result(string? EventId, string? ErrorCode, string? ErrorMessage);
}
