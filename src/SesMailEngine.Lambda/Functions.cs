using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.EventBridge;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.S3;
using SesMailEngine.Aws.Ses;
using SesMailEngine.Aws.Sqs;
using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Sending;
using SesMailEngine.Core.Templates;
using SesMailEngine.Lambda.Handlers;
using SesMailEngine.Lambda.Logs;
using SesMailEngine.Lambda.Runtime;

namespace SesMailEngine.Lambda;

/// <summary>
/// Puts a function together: its clients, its ports, its part of the engine. Everything here is made once, in Lambda's
/// start phase, and lives as long as the process.
/// </summary>
internal sealed class Functions : IDisposable
{
    // As long as the margin before the deadline of a function with the stack's default timeout.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    private readonly List<IDisposable> clients = [];
    private readonly TimeProvider time = TimeProvider.System;
    private readonly Random random = new();

    /// <summary>Makes the function that the settings name.</summary>
    /// <exception cref="MissingSettingException">It needs a variable that is not there.</exception>
    /// <exception cref="InvalidSettingException">There is no such function.</exception>
    public InvocationHandler Create(FunctionSettings settings, ConsoleLog log) => settings.Handler switch
    {
        "EmailSender" => CreateEmailSender(settings, log),
        "FeedbackProcessor" => CreateFeedbackProcessor(settings, log),
        "TemplateSeeder" => CreateTemplateSeeder(settings, log),
        _ => throw new InvalidSettingException($"_HANDLER is '{settings.Handler}'; there is EmailSender, FeedbackProcessor and TemplateSeeder."),
    };

    /// <summary>Closes the clients.</summary>
    public void Dispose() => clients.ForEach(client => client.Dispose());

    private InvocationHandler CreateEmailSender(FunctionSettings settings, ConsoleLog log)
    {
        var names = settings.Engine.Names;
        var emailQueueUrl = settings.Need("EMAIL_QUEUE_URL");
        var retryQueueUrl = settings.Need("RETRY_QUEUE_URL");
        var retries = Retries();
        var tables = Kept(DynamoDbClients.Create(settings.Target("DYNAMODB")));
        var queues = new DelayedMessages(Kept(SqsClients.Create(settings.Target("SQS"))), retries);
        var http = Kept(AwsHttp.Create(CallTimeout));
        var ses = new AwsClient(http, settings.Target("SESV2"));
        var sender = new EmailSender(
            new SenderPorts(
                new TrackingStore(tables, names, retries, new TimedIds(time), random, time, log),
                new SuppressionStore(tables, names, retries),
                new TemplateStore(Kept(S3Clients.Create(settings.Target("S3"))), names, retries),
                new SesTransport(ses),
                new SesQuota(ses, retries),
                Publisher(settings, http, retries),
                log),
            settings.Engine, time, random);
        return new EmailSenderHandler(
            sender.HandleAsync,
            (queueArn, copies, cancellationToken) => queues.SendAsync(
                queueArn.EndsWith(":" + names.RetryQueue, StringComparison.Ordinal) ? retryQueueUrl : emailQueueUrl,
                [.. copies.Select(copy => new DelayedMessage(copy.Message.Body, copy.Delay, copy.Attributes))], cancellationToken),
            names.RetryQueue, log, time).HandleAsync;
    }

    private InvocationHandler CreateFeedbackProcessor(FunctionSettings settings, ConsoleLog log)
    {
        var names = settings.Engine.Names;
        var retryQueueUrl = settings.Need("RETRY_QUEUE_URL");
        var retries = Retries();
        var tables = Kept(DynamoDbClients.Create(settings.Target("DYNAMODB")));
        var queues = Kept(SqsClients.Create(settings.Target("SQS")));
        var processor = new FeedbackProcessor(
            settings.Engine,
            new TrackingStore(tables, names, retries, new TimedIds(time), random, time, log),
            new SuppressionStore(tables, names, retries),
            new RetryQueue(queues, retryQueueUrl, settings.Engine.RetryDelay, retries),
            Publisher(settings, Kept(AwsHttp.Create(CallTimeout)), retries),
            log, time);
        return new FeedbackHandler(processor).HandleAsync;
    }

    private InvocationHandler CreateTemplateSeeder(FunctionSettings settings, ConsoleLog log)
    {
        const string Bucket = "TEMPLATE_BUCKET";
        try
        {
            settings.Need(Bucket);
        }
        catch (MissingSettingException)
        {
            // Told to whoever calls the seeder, in the form of its other answers.
            return new TemplateSeederHandler(null, Bucket).HandleAsync;
        }
        var bucket = new TemplateStore(Kept(S3Clients.Create(settings.Target("S3"))), settings.Engine.Names, Retries());
        return new TemplateSeederHandler(new TemplateSeeder(new StarterTemplates(), bucket, log), Bucket).HandleAsync;
    }

    private static NotificationPublisher Publisher(FunctionSettings settings, HttpClient http, CallRetries retries) =>
        new(new EventBridgeClient(new AwsClient(http, settings.Target("EVENTBRIDGE"))), settings.Engine.Names, retries);

    private CallRetries Retries() => new(time, random);

    private T Kept<T>(T client)
        where T : IDisposable
    {
        clients.Add(client);
        return client;
    }
}
