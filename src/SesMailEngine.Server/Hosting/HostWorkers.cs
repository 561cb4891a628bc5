using System.Text;
using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Sending;
using SesMailEngine.Embedded;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Events;
using SesMailEngine.Server.Targets;

namespace SesMailEngine.Server.Hosting;

// The engine's three consumers on this host: requests, soft-bounce retries, feedback.
internal sealed class HostWorkers : IAsyncDisposable
{
    // More in hand at once brings no more mails a second, costs memory, and makes the producers wait for their answers.
    private const int Senders = 96;
    private const int RetrySenders = 16;
    private const int FeedbackReaders = 96;

    private static readonly TimeSpan SettleAgain = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopTaking = new();
    private readonly TimeProvider clock;
    private readonly Engine engine;
    private readonly QueueWorker[] workers;
    private readonly EndpointWorkers endpoints;
    private readonly CriticalTemplates critical;

    // A request put back would lose its place to those behind it, so it waits here as long as it is nobody else's.
    private readonly TimeSpan inHand;
    private Task[] running = [];

    public HostWorkers(EmbeddedStores stores, Engine engine, ProducerLoad producers, TimeProvider clock)
    {
        this.engine = engine;
        this.clock = clock;
        var names = stores.Options.Settings.Names;
        inHand = stores.Options.Settings.VisibilityTimeout / 4;
        critical = new CriticalTemplates(stores.Templates, stores.Log, clock);
        var sending = new FunctionMeter(names.EmailSender, stores.Metrics, clock);
        var processing = new FunctionMeter(names.FeedbackProcessor, stores.Metrics, clock);
        var storage = new StorageTrouble(() => stores.StorageFailures, () => stores.IsStorageInTrouble);
        workers =
        [
            new(
                stores.Queues, names.EmailQueue, "EmailSender", Senders, sending.Around(SendAsync), storage, producers,
                stores.Log, clock, message => SettleAsync(Request(message, false)),
                message => engine.Sender.TakeTurn(Request(message, false), message.IsUrgent)),
            new(
                stores.Queues, names.RetryQueue, "EmailSender", RetrySenders, sending.Around(RetryAsync), storage, producers,
                stores.Log, clock, message => SettleAsync(Request(message, true)),
                message => engine.Sender.TakeTurn(Request(message, true), message.IsUrgent)),
            new(
                stores.Queues, stores.EngineQueues.Feedback, "FeedbackProcessor", FeedbackReaders, processing.Around(ProcessFeedbackAsync), storage,
                producers, stores.Log, clock),
        ];
        endpoints = new EndpointWorkers(stores.EndpointTargets, stores.Queues, storage, new Random(), stores.Log, clock);
        stores.PutFirst(names.EmailQueue, critical.IsNamedIn);
        stores.OnDeadLetter(names.EmailQueue, (message, token) => GiveUpAsync(Request(message, false), token));
        stores.OnDeadLetter(names.RetryQueue, (message, token) => GiveUpAsync(Request(message, true), token));
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await critical.LookAsync(cancellationToken);
        running = [.. workers.Select(worker => Task.Run(() => worker.RunAsync(stopTaking.Token))), critical.FollowAsync(stopTaking.Token)];
        endpoints.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await stopTaking.CancelAsync();
        await Task.WhenAll(running);
        await endpoints.DisposeAsync();
        foreach (var worker in workers) worker.Dispose();
        stopTaking.Dispose();
    }

    private Task GiveUpAsync(QueuedRequest request, CancellationToken cancellationToken) => engine.Sender.HandleDeadLetterAsync(request, cancellationToken);

    // Nobody else will: the message is on no queue of the engine any more.
    private async Task SettleAsync(QueuedRequest request)
    {
        while (true)
        {
            try
            {
                await GiveUpAsync(request, stopTaking.Token);
                return;
            }
            catch (PortException away) when (away.IsTransient)
            {
                await Task.Delay(SettleAgain, clock, stopTaking.Token);
            }
        }
    }

    private ValueTask<MessageDisposal> SendAsync(QueueWork work) => SendAsync(Request(work.Message, false), work.Turn!);

    private ValueTask<MessageDisposal> RetryAsync(QueueWork work) => SendAsync(Request(work.Message, true), work.Turn!);

    // Cancelled when the host stops: what waits for its turn goes back to the queue, what is going out is finished.
    private async ValueTask<MessageDisposal> SendAsync(QueuedRequest request, SendTurn turn)
    {
        var action = await engine.Sender.HandleAsync(request, turn, inHand, stopTaking.Token);
        return action.Kind switch
        {
            QueueActionKind.Consume => MessageDisposal.Consume,
            QueueActionKind.Hold => MessageDisposal.Hold(action.Delay),
            _ => MessageDisposal.Leave,
        };
    }

    private async ValueTask<MessageDisposal> ProcessFeedbackAsync(QueueWork work)
    {
        var message = work.Message;
        switch (await engine.ProcessFeedbackAsync(Encoding.UTF8.GetBytes(message.Body), CancellationToken.None))
        {
            case FeedbackOutcome.Retry:
                return MessageDisposal.Leave;
            case FeedbackOutcome.Unparseable:
                await engine.GiveUpFeedbackAsync(message.Body, CancellationToken.None);
                return MessageDisposal.Consume;
            default:
                return MessageDisposal.Consume;
        }
    }

    private static QueuedRequest Request(QueueMessage message, bool isRetry) =>
        new(message.Body, message.MessageId, message.ReceiveCount, isRetry, message.SentAt);
}
