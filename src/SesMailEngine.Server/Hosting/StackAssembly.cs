using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Core.Templates;
using SesMailEngine.Embedded;
using SesMailEngine.Embedded.History;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.CloudFormation;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.Iam;
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
    private readonly StackPolicies policies;

    private StackAssembly(
        EmbeddedStores stores, Engine engine, TemplateSeeder seeder, InvocationLog log, StackHistory history,
        IReadOnlyList<KeyValuePair<string, string>> parameters, StackControl control)
    {
        Control = control;
        this.stores = stores;
        this.log = log;
        this.history = history;
        var settings = stores.Options.Settings;
        var clock = stores.Options.Clock;
        var values = parameters.ToDictionary(StringComparer.Ordinal);
        var handlers = new FunctionHandlers(
            new EmailSenderFunction(engine.Sender.HandleAsync, settings.Names, clock).RunAsync,
            new FeedbackProcessorFunction(engine.ProcessFeedbackAsync, engine.GiveUpFeedbackAsync).RunAsync,
            async (_, token) => new FunctionAnswer((await seeder.SeedAsync(token)).ToJson()));
        var hasEngine = control.Presence.Engine;
        functions = hasEngine ? StackFunctions.Of(settings.Names, values, handlers) : [];
        mappings = hasEngine ? EventSourceMapping.Of(settings.Names, values) : [];
        var mail = new AdminMail(settings, stores.Transport, stores.Ids, log);
        policies = control.Policies(values);
        topics = !hasEngine ? [] : StackTopics.Of(
            settings.Names, settings.AdminEmail, FeedAsync,
            (message, token) => mail.SendAsync(message.Subject ?? "AWS Notification Message", message.TextFor("email"), token));
        View = new StackView(settings.Names, parameters, StackResources.Of(settings.Names, functions, mappings, topics, values), history);
    }

    public StackControl Control { get; }

    public StackView View { get; }

    // The policy the template declares for the resource of an ARN.
    public string? PolicyOf(string arn) => policies.Of(arn);

    // Notes this start in the stack's history, and puts the parts together.
    public static async Task<StackAssembly> CreateAsync(
        EmbeddedStores stores, Engine engine, TemplateSeeder seeder, InvocationLog log, SettingsValues settings,
        StackControl control, CancellationToken cancellationToken)
    {
        var parameters = settings.StackParametersOnEmbedded();
        var history = await stores.RecordStartAsync(parameters.ToDictionary(StringComparer.Ordinal), cancellationToken);
        return new StackAssembly(stores, engine, seeder, log, history, parameters, control);
    }

    public IEnumerable<IAwsService> Parts(RequestIdSource ids)
    {
        var names = stores.Options.Settings.Names;
        yield return new LambdaService(names, functions, mappings, history.LastChangedAt, new FunctionRuns(log, stores.Options.Clock), PolicyOf);
        yield return new SnsService(names, topics, ids, PolicyOf);
        yield return new IamService(names, policies.Roles, policies.Policies, history.CreatedAt);
        yield return Control.Service();
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
