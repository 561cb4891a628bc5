using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Core.Templates;
using SesMailEngine.Embedded;
using SesMailEngine.Embedded.History;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.CloudFormation;
using SesMailEngine.Server.AwsApi.Lambda;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Sns;
using SesMailEngine.Server.Functions;

namespace SesMailEngine.Server.Hosting;

// What the services that show the stack itself share: its functions, topics and resources.
internal sealed class StackAssembly
{
    private readonly EmbeddedStores stores;
    private readonly InvocationLog log;
    private readonly StackHistory history;
    private readonly IReadOnlyList<LocalFunction> functions;
    private readonly IReadOnlyList<EventSourceMapping> mappings;
    private readonly IReadOnlyList<Topic> topics;
    private readonly IReadOnlyList<KeyValuePair<string, string>> parameters;

    private StackAssembly(
        EmbeddedStores stores, Engine engine, TemplateSeeder seeder, InvocationLog log, StackHistory history,
        IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        this.stores = stores;
        this.log = log;
        this.history = history;
        this.parameters = parameters;
        var settings = stores.Options.Settings;
        var clock = stores.Options.Clock;
        var values = parameters.ToDictionary(StringComparer.Ordinal);
        var handlers = new FunctionHandlers(
            new EmailSenderFunction(engine.Sender.HandleAsync, settings.Names, clock).RunAsync,
            new FeedbackProcessorFunction(engine.ProcessFeedbackAsync, engine.GiveUpFeedbackAsync).RunAsync,
            async (_, token) => new FunctionAnswer((await seeder.SeedAsync(token)).ToJson()));
        functions = StackFunctions.Of(settings.Names, values, handlers);
        mappings = EventSourceMapping.Of(settings.Names, values);
        var mail = new AdminMail(settings, stores.Transport, stores.Ids, log);
        topics = StackTopics.Of(
            settings.Names, settings.AdminEmail, FeedAsync,
            (message, token) => mail.SendAsync(message.Subject ?? "AWS Notification Message", message.TextFor("email"), token));
    }

    // Notes this start in the stack's history, and puts the parts together.
    public static async Task<StackAssembly> CreateAsync(
        EmbeddedStores stores, Engine engine, TemplateSeeder seeder, InvocationLog log, SettingsValues settings,
        CancellationToken cancellationToken)
    {
        var parameters = settings.StackParametersOnEmbedded();
        var history = await stores.RecordStartAsync(parameters.ToDictionary(StringComparer.Ordinal), cancellationToken);
        return new StackAssembly(stores, engine, seeder, log, history, parameters);
    }

    public IEnumerable<IAwsService> Parts(RequestIdSource ids)
    {
        var names = stores.Options.Settings.Names;
        yield return new LambdaService(names, functions, mappings, history.LastChangedAt, new FunctionRuns(log, stores.Options.Clock));
        yield return new SnsService(names, topics, ids);
        yield return new CloudFormationService(
            new StackView(names, parameters, StackResources.Of(names, functions, mappings, topics), history));
    }

    // The function subscribed to the topic is fed from a queue here, so that nothing is lost with the process.
    private Task FeedAsync(TopicMessage message, CancellationToken cancellationToken)
    {
        var names = stores.Options.Settings.Names;
        var notification = SnsNotification.Write(
            names.Arn("sns", names.FeedbackTopic), message, message.TextFor("lambda"), stores.Options.Clock.GetUtcNow());
        return stores.Queues.SendAsync(stores.EngineQueues.Feedback, [new NewMessage(notification)], cancellationToken);
    }
}
