using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending;
using SesMailEngine.Core.Tests.Sending;
using SesMailEngine.Testing.Fuzzing;

namespace SesMailEngine.Core.Tests.Fuzzing;

/// <summary>Whatever comes as an Email Request: no exception, and a record that says what became of it in the catalogue's words.</summary>
public sealed class RequestFuzzTests
{
    private const int Rounds = 800;
    private const int MaxMessage = 4_000;

    private const string Whole = """
        {"version":"0","id":"11111111-2222-3333-4444-555555555555","detail-type":"Email Request","source":"my.application","account":"000000000000",
        "time":"2026-11-24T12:00:00Z","region":"us-east-1","resources":[],"detail":{"emailId":"mail-1","to":"jo@example.org","templateName":"welcome",
        "templateData":{"userName":"J\u00f6","items":[{"name":"a","price":1.5},{"name":null}],"nested":{"deep":{"list":[1,2,3]}}},
        "senderName":"Shop","senderEmail":"shop@example.com","replyTo":"help@example.com","subject":"Hi {{ userName }}",
        "metadata":{"campaignId":"c-1","n":1,"flag":true,"list":["a"]}}}
        """;

    [Fact]
    public async Task A_broken_event_leaves_a_record() =>
        (await FuzzRun.ProblemsAsync(Rounds, random => ProblemAsync(JsonMutator.Mutate(Whole, random), false))).ShouldBeEmpty();

    [Fact]
    public async Task A_broken_message_of_the_retry_queue_leaves_a_record()
    {
        var retry = new SenderWorld().Retry().Body;
        (await FuzzRun.ProblemsAsync(Rounds, random => ProblemAsync(JsonMutator.Mutate(retry, random), true))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_message_that_its_queue_gave_up_leaves_a_record() => (await FuzzRun.ProblemsAsync(Rounds, async random =>
    {
        var world = new SenderWorld();
        var message = Message(world, JsonMutator.Mutate(Whole, random), false);
        await world.Sender.HandleDeadLetterAsync(message, CancellationToken.None);
        return ProblemOf(world, message);
    })).ShouldBeEmpty();

    private static async Task<string?> ProblemAsync(string body, bool isRetry)
    {
        var world = new SenderWorld();
        var message = Message(world, body, isRetry);
        var action = await world.Sender.HandleAsync(message, CancellationToken.None);
        return action.Kind == QueueActionKind.Consume ? ProblemOf(world, message) : $"{action.Kind}, {string.Join("; ", world.Log.Lines.Select(line => $"{line.Message} {line.Exception}"))}, after {Shown(message)}";
    }

    private static string? ProblemOf(SenderWorld world, QueuedRequest message)
    {
        if (world.Log.Lines.FirstOrDefault(line => line.Exception is not null) is { Exception: { } exception }) return $"{exception} after {Shown(message)}";
        if (world.Tracking.All is not [var record]) return $"{world.Tracking.All.Count} records after {Shown(message)}";
        if (world.Transport.Accepted.Count != (record.Status == EmailStatus.Sent ? 1 : 0)) return $"{record.Status}, but {world.Transport.Accepted.Count} sent, after {Shown(message)}";
        if (record.Status == EmailStatus.Sent) return null;
        if (record.Status != EmailStatus.Failed) return $"{record.Status} after {Shown(message)}";
        if (record.ErrorCode is null || ErrorCatalogue.Find(record.ErrorCode) is null) return $"the code {record.ErrorCode} after {Shown(message)}";
        return record.ErrorMessage is { Length: > 0 and <= MaxMessage } ? null : $"a message of {record.ErrorMessage?.Length} characters after {Shown(message)}";
    }

    private static QueuedRequest Message(SenderWorld world, string body, bool isRetry) => new(body, "message-1", 1, isRetry, world.Time.GetUtcNow());

    private static string Shown(QueuedRequest message) => message.Body.Length <= 1_500 ? message.Body : message.Body[..1_500];
}
