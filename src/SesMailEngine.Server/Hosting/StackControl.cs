using System.Security.Cryptography;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Objects;
using SesMailEngine.Server.AwsApi.CloudFormation;
using SesMailEngine.Server.AwsApi.CloudFormation.Changes;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3;

namespace SesMailEngine.Server.Hosting;

// The stack of this host as CloudFormation changes it: each change closes the data folder and opens it with what is to be there.
internal sealed class StackControl : IStackHost, IBucketPlace, ILog, IAsyncDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    private readonly EmbeddedHostOptions options;
    private readonly TimeProvider clock;
    private readonly CancellationToken stop;
    private readonly StackFile file;
    private readonly HostStack own;
    private readonly ChangePlanner planner;
    private readonly StackWork work;
    private SettingsValues settings;
    private volatile HostLife? life;
    private volatile StackPresence presence = StackPresence.Whole;

    public StackControl(EmbeddedHostOptions options, EndpointGate gate, TimeProvider clock, CancellationToken stop)
    {
        this.options = options;
        Gate = gate;
        this.clock = clock;
        this.stop = stop;
        file = new StackFile(options.DataFolder);
        own = new HostStack(options.Endpoint.Names);
        Book = new StackBook(options.Endpoint.Names, file, this, () => new Guid(RandomNumberGenerator.GetBytes(16)).ToString(), clock);
        planner = new ChangePlanner(own, this);
        work = new StackWork(Book, own, this, planner, this);
        // What a client deployed holds on, unless this start says otherwise.
        var deployed = file.Read().LastOrDefault(stack => stack is { IsDeleted: false, IsDeployed: true });
        settings = deployed is null
            ? options.Settings
            : options.Settings.Over(deployed.Parameters.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal));
    }

    public StackPresence Presence => presence;

    public TimeProvider Clock => clock;

    public StackBook Book { get; }

    public EndpointGate Gate { get; }

    public HostLife Life => life ?? throw new PortException("The host is being changed.", true);

    public string Folder => Path.Combine(options.DataFolder, "buckets");

    public bool HasTemplates => presence.Bucket;

    public bool AreTemplatesOwned => Book.Find(options.Endpoint.Names.Stack)?.Find("TemplateBucket") is { Status: not ("DELETE_COMPLETE" or "DELETE_FAILED") };

    public StackPolicies Policies(IReadOnlyDictionary<string, string> parameters) =>
        presence.Engine ? own.Policies(parameters) : StackPolicies.None;

    public IAwsService Service() => new CloudFormationService(Book, own, planner, work);

    // The first life of a process: the stack is whole, whatever it was before.
    public async Task<HostLife> BeginAsync(CancellationToken cancellationToken)
    {
        var first = await HostLife.OpenAsync(options, settings, this, seeds: true, clock, stop, cancellationToken);
        life = first;
        Book.Begin(first.Stack.View);
        return first;
    }

    public async Task ApplyAsync(StackPresence to, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        var (before, was, old) = (presence, settings, Life);
        await old.StopServingAsync();
        using (var limit = new CancellationTokenSource(DrainLimit, clock)) await Gate.CloseAsync(limit.Token);
        // Once begun it is done to its end: a host that stops waits for it.
        await old.RemoveAsync(before, to, CancellationToken.None);
        await old.DisposeAsync();
        if (before.Engine && !to.Engine) DeleteLogs();
        (presence, settings) = (to, settings.Under(parameters));
        try
        {
            life = await HostLife.OpenAsync(options, settings, this, seeds: false, clock, stop, CancellationToken.None);
        }
        catch (PortException)
        {
            (presence, settings) = (before, was);
            life = await HostLife.OpenAsync(options, settings, this, seeds: false, clock, stop, CancellationToken.None);
            Gate.Open(life.Entrance);
            throw;
        }
        Gate.Open(life.Entrance);
    }

    public bool HasQueue(string name) => Life.Stores.Queues.Find(name) is not null;

    public async Task<bool> HasTemplatesAsync(CancellationToken cancellationToken)
    {
        if (!presence.Bucket) return false;
        await foreach (var _ in Life.Stores.Objects.ListAsync("", null, cancellationToken)) return true;
        return false;
    }

    public async Task<string?> CodeProblemAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        const string Problem = "Error occurred while GetObject. S3 Error Code: {0}. S3 Error Message: {1}";
        var objects = bucket == options.Endpoint.Names.TemplateBucket ? Life.Stores.Objects
            : bucket.Length > 0 && !bucket.Contains('/', StringComparison.Ordinal) && bucket[0] != '.' && Directory.Exists(Path.Combine(Folder, bucket)) ? Open(bucket)
            : null;
        if (objects is null) return string.Format(null, Problem, "NoSuchBucket", "The specified bucket does not exist");
        return objects.IsValidKey(key) && await objects.HeadAsync(key, cancellationToken) is not null
            ? null : string.Format(null, Problem, "NoSuchKey", $"The specified key {key} does not exist in {bucket}.");
    }

    public IObjectStore Open(string name) => Embedded.EmbeddedStores.OpenBucket(Path.Combine(Folder, name));

    public void DeleteTemplates() => presence = presence with { Bucket = false };

    public bool IsEnabled(LogLevel level) => life?.Stores.Log.IsEnabled(level) ?? true;

    public void Write(in LogEntry entry) => life?.Stores.Log.Write(entry);

    public async ValueTask DisposeAsync()
    {
        await work.DisposeAsync();
        if (life is { } last) await last.DisposeAsync();
    }

    // Groups of functions go with their lines; the host's own stays.
    private void DeleteLogs()
    {
        var names = options.Endpoint.Names;
        foreach (var function in (string[])[names.EmailSender, names.FeedbackProcessor, names.TemplateSeeder])
        {
            var folder = Path.Combine(options.DataFolder, "logs", function);
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }
}
