using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.History;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Server.AwsApi.CloudFormation;
using SesMailEngine.Server.AwsApi.CloudFormation.Changes;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.Lambda;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Sns;
using SesMailEngine.Server.Functions;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.Fakes;

/// <summary>The services that show the stack, over handlers that only remember.</summary>
internal sealed class StackFixture
{
    public static readonly DateTimeOffset Created = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly IReadOnlyList<KeyValuePair<string, string>> _parameters;

    public StackFixture(ILog log, params (string Name, string Value)[] settings)
    {
        _parameters = ParametersOf(settings);
        Handlers = new((_, _) => Answer, (_, _) => Answer, (_, _) => Answer);
        History = new(Guid.Parse("01234567-89ab-7def-8123-456789abcdef"), Created, [new(Created, _parameters.ToDictionary())]);
        Log = new InvocationLog(log, TimeProvider.System);
    }

    public List<(string Topic, TopicMessage Message)> Published { get; } = [];

    public FunctionHandlers Handlers { get; set; }

    public StackHistory History { get; set; }

    public InvocationLog Log { get; }

    private static Task<FunctionAnswer> Answer => Task.FromResult(new FunctionAnswer("{}"));

    public static IReadOnlyList<KeyValuePair<string, string>> ParametersOf(params (string Name, string Value)[] settings) =>
        SettingsCatalogue.Read([settings.Select(s => new SettingValue(s.Name, s.Value, "test"))], out _).StackParametersOnEmbedded();

    public static IReadOnlyList<IAwsService> Parts(ILog log) => new StackFixture(log).Parts();

    public StackFixture Updated(DateTimeOffset at, params (string Name, string Value)[] settings)
    {
        History = History with { Changes = [.. History.Changes, new StackChange(at, ParametersOf(settings).ToDictionary())] };
        return this;
    }

    public IReadOnlyList<IAwsService> Parts()
    {
        var names = RunningEndpoint.Names;
        var parameters = _parameters.ToDictionary();
        var admin = parameters["AdminEmail"] is { Length: > 0 } email ? email : null;
        var functions = StackFunctions.Of(names, parameters, Handlers);
        var mappings = EventSourceMapping.Of(names, parameters);
        var topics = StackTopics.Of(names, admin, (message, _) => Take("feedback", message), (message, _) => Take("alarms", message));
        return
        [
            new LambdaService(names, functions, mappings, History.LastChangedAt, new FunctionRuns(Log, TimeProvider.System)),
            new SnsService(names, topics, new RequestIdSource(1)),
            CloudFormation(new StackView(names, _parameters, StackResources.Of(names, functions, mappings, topics, parameters), History)),
        ];
    }

    public FakeStackHost Host { get; } = new();

    public StackWork Work { get; private set; } = null!;

    public StackBook Book { get; private set; } = null!;

    private CloudFormationService CloudFormation(StackView view)
    {
        var ids = 0;
        Book = new StackBook(view.Names, null, new ListLog(), () => $"id-{++ids}", TimeProvider.System);
        Book.Begin(view);
        var own = new HostStack(view.Names);
        var planner = new ChangePlanner(own, Host);
        Work = new StackWork(Book, own, Host, planner, new ListLog());
        return new CloudFormationService(Book, own, planner, Work);
    }

    private Task Take(string topic, TopicMessage message)
    {
        Published.Add((topic, message));
        return Task.CompletedTask;
    }
}
