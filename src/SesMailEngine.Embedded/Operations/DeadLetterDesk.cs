using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Embedded.Sqlite;
using SesMailEngine.Embedded.Tracking;

namespace SesMailEngine.Embedded.Operations;

/// <summary>
/// The dead letters for people. Looking reads the data file and takes nothing; what is changed goes through the queues, as any consumer's
/// work does, so that two who redrive at once do no letter twice.
/// </summary>
/// <param name="store">The data file.</param>
/// <param name="queues">The queues.</param>
/// <param name="engine">The stack's own queues.</param>
/// <param name="clock">The clock.</param>
internal sealed class DeadLetterDesk(Store store, IQueues queues, EngineQueues engine, TimeProvider clock) : IDeadLetterReader, IDeadLetterEditor
{
    private const int Batch = 10;
    private const int MaxCharacters = 16 << 20;

    // Long enough to walk through a queue; whatever happens, the messages come back by themselves.
    private static readonly TimeSpan Held = TimeSpan.FromMinutes(5);

    private ResourceNames Names => engine.Settings.Names;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken)
    {
        var result = new List<DeadLetterCount>();
        foreach (var queue in DeadLetterQueues.All)
        {
            var counts = await queues.CountAsync(queue.NameIn(Names), cancellationToken);
            result.Add(new DeadLetterCount(queue, counts is null ? 0 : counts.Visible + counts.InFlight + counts.Delayed));
        }
        return result;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadLetter>> ListAsync(
        DeadLetterQueue queue, DeadLetterFilter filter, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IDeadLetterReader.MaxListed);
        return store.Readers.ReadAsync(
            static IReadOnlyList<DeadLetter> (reader, state) => Read(reader, state.queue, state.Name, state.filter, state.limit),
            (queue, Name: queue.NameIn(Names), filter, limit), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> RedriveAsync(DeadLetterQueue queue, DeadLetterFilter filter, double rate, CancellationToken cancellationToken)
    {
        if (rate is not (> 0 and <= IDeadLetterEditor.MaxRate)) throw new ArgumentOutOfRangeException(nameof(rate));
        var work = queue.WorkQueueIn(Names) ?? engine.Feedback;
        return WalkAsync(
            queue, filter,
            async letters =>
            {
                _ = await queues.SendAsync(work, [.. letters.Select(letter => new NewMessage(letter.Body))], CancellationToken.None)
                    ?? throw new PortException($"The queue {work} does not exist.", false, "QueueDoesNotExist");
                if (letters.Count / rate is > 0.01 and var seconds) await Task.Delay(TimeSpan.FromSeconds(seconds), clock, CancellationToken.None);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> DiscardAsync(
        DeadLetterQueue queue, DeadLetterFilter filter, Func<IReadOnlyList<DeadLetter>, Task>? keep, CancellationToken cancellationToken) =>
        WalkAsync(queue, filter, keep ?? (_ => Task.CompletedTask), cancellationToken);

    // Once through a queue. Letters leave it after the work on them is done; all others are given back as if they had not been taken.
    private async Task<int> WalkAsync(
        DeadLetterQueue queue, DeadLetterFilter filter, Func<IReadOnlyList<DeadLetter>, Task> handle, CancellationToken cancellationToken)
    {
        var name = queue.NameIn(Names);
        var started = clock.GetUtcNow();
        var left = new List<QueueMessage>();
        var done = 0;
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var taken = await queues.ReceiveAsync(name, Batch, Held, TimeSpan.Zero, cancellationToken);
                if (taken is not { Count: > 0 }) break;
                left.AddRange(taken);
                var letters = await DescribeAsync(queue, taken, cancellationToken);
                var meant = letters.Where(letter => letter.Message.SentAt <= started && filter.Takes(letter.Letter)).ToList();
                if (meant.Count == 0) continue;
                await handle([.. meant.Select(letter => letter.Letter)]);
                await queues.DeleteAsync(name, [.. meant.Select(letter => letter.Message.ReceiptHandle)], CancellationToken.None);
                foreach (var letter in meant) left.Remove(letter.Message);
                done += meant.Count;
            }
            cancellationToken.ThrowIfCancellationRequested();
            return done;
        }
        finally
        {
            foreach (var message in left) await queues.HoldAsync(name, message.ReceiptHandle, TimeSpan.Zero, CancellationToken.None);
        }
    }

    private Task<List<(QueueMessage Message, DeadLetter Letter)>> DescribeAsync(
        DeadLetterQueue queue, IReadOnlyList<QueueMessage> messages, CancellationToken cancellationToken) => store.Readers.ReadAsync(
            static (reader, state) => state.messages.Select(message => (
                message, WithCause(reader, DeadLetter.Read(state.queue, message.MessageId, message.Body) with { SentAt = message.SentAt }, message.AttributesJson))).ToList(),
            (queue, messages), cancellationToken);

    private static List<DeadLetter> Read(Reader reader, DeadLetterQueue queue, string name, DeadLetterFilter filter, int limit)
    {
        var number = reader.Prepare("SELECT number FROM queue WHERE name = ?1").Bind(1, name);
        if (!number.Step()) return [];
        var id = number.Long(0);
        number.Reset();
        var statement = reader.Prepare(
            $"SELECT {MessageRow.Columns} FROM message WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT {IDeadLetterReader.MaxListed}");
        statement.Bind(1, MessageKeys.Before(id)).Bind(2, MessageKeys.Last(id));
        var letters = new List<DeadLetter>();
        var characters = 0;
        while (letters.Count < limit && characters < MaxCharacters && statement.Step())
        {
            var message = MessageRow.Read(statement);
            characters += message.Body!.Length;
            var letter = DeadLetter.Read(queue, message.MessageId.ToString(), message.Body!) with { SentAt = DateTimeOffset.FromUnixTimeMilliseconds(message.SentAt) };
            letter = WithCause(reader, letter, message.Attributes);
            if (filter.Takes(letter)) letters.Add(letter);
        }
        statement.Reset();
        return letters;
    }

    // What the bus said of a message is nearer than its record; a record is the next best.
    private static DeadLetter WithCause(Reader reader, DeadLetter letter, string? attributes)
    {
        if (attributes is not null)
        {
            using var document = JsonDocument.Parse(attributes);
            if (Attribute(document.RootElement, "ERROR_CODE") is { } code)
                return letter with { ErrorCode = code, ErrorMessage = Attribute(document.RootElement, "ERROR_MESSAGE") };
        }
        return letter.EmailId is { } emailId && RecordOf(reader, emailId) is { ErrorCode: not null } record
            ? letter with { ErrorCode = record.ErrorCode, ErrorMessage = record.ErrorMessage } : letter;
    }

    private static TrackingRecord? RecordOf(Reader reader, string emailId)
    {
        var statement = reader.Prepare($"SELECT {RecordRow.Columns} FROM record WHERE email_id = ?1").Bind(1, emailId);
        if (!statement.Step()) return null;
        var record = RecordRow.Read(statement).Record;
        // The next letter asks with the same statement.
        statement.Reset();
        return record;
    }

    private static string? Attribute(JsonElement attributes, string name) =>
        attributes.ValueKind == JsonValueKind.Object && attributes.TryGetProperty(name, out var attribute)
            && attribute.ValueKind == JsonValueKind.Object && attribute.TryGetProperty("StringValue", out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
