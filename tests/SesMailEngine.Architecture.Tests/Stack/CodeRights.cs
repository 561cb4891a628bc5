using Mono.Cecil;

namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>
/// The rights a function's code needs, read from the code: every call of an AWS client that can be reached from where the
/// function is put together, on the table, bucket or queue of the adapter it is reached through.
/// </summary>
internal sealed class CodeRights
{
    // Adapters, and what they are an adapter of. One that is not here is an error where it calls AWS.
    private static readonly Dictionary<string, string[]> Adapters = new()
    {
        ["TrackingTable"] = [Table("EmailTracking")],
        ["DailyCounters"] = [Table("DailyStats")],
        ["SuppressionStore"] = [Table("Suppression")],
        ["TemplateStore"] = ["arn:aws:s3:::mail-templates-123456789012"],
        ["RetryQueue"] = [Queue("RetryQueue")],
        // A held request goes back to the queue it came from.
        ["DelayedMessages"] = [Queue("EmailQueue"), Queue("RetryQueue")],
        ["EventBridgeClient"] = [StackTemplate.Names.Arn("events", "event-bus/mail-EmailBus")],
        ["SesTransport"] = [StackTemplate.Names.Arn("ses", "identity/*"), StackTemplate.Names.Arn("ses", "configuration-set/mail-ConfigSet")],
        ["SesQuota"] = ["*"],
    };

    // Calls of the thin clients are known by what they write into the request.
    private static readonly Dictionary<string, string> Requests = new()
    {
        ["AWSEvents.PutEvents"] = "events:PutEvents",
        ["/v2/email/outbound-emails"] = "ses:SendEmail",
        ["/v2/email/account"] = "ses:GetAccount",
    };

    // IAM's words, where they are not the operation's.
    private static readonly Dictionary<string, string> Actions = new()
    {
        ["s3:ListObjectsV2"] = "s3:ListBucket",
        ["sqs:SendMessageBatch"] = "sqs:SendMessage",
    };

    private const string ThinClient = "AwsClient";

    private static readonly string[] OwnAssemblies = ["bootstrap", "SesMailEngine.Core", "SesMailEngine.Aws"];

    private readonly CallGraph graph;
    private readonly HashSet<(MethodDefinition, string?)> seen = [];
    private readonly HashSet<(string Action, string Resource)> found = [];
    private readonly List<string> unknown = [];

    private CodeRights(CallGraph graph)
    {
        this.graph = graph;
        var indexes = graph.Methods.SelectMany(CallGraph.TextsOf).Where(text => text.EndsWith("-index", StringComparison.Ordinal)).ToHashSet();
        Walk(graph.Root, null);
        // The tracking table is queried by its indexes alone.
        var query = ("dynamodb:Query", Table("EmailTracking"));
        if (found.Remove(query)) found.UnionWith(indexes.Select(index => (query.Item1, $"{query.Item2}/index/{index}")));
    }

    /// <summary>Action and resource of each right.</summary>
    public IReadOnlyCollection<(string Action, string Resource)> Rights => found;

    /// <summary>Calls nobody has said yet what right they need.</summary>
    public IReadOnlyList<string> Unknown => unknown;

    /// <summary>How many methods were read.</summary>
    public int MethodsRead => graph.Methods.Count;

    /// <summary>Reads a function's code.</summary>
    public static CodeRights Of(string function)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        var functions = resolver.Resolve(new AssemblyNameReference("bootstrap", null)).MainModule.GetType("SesMailEngine.Lambda.Functions");
        return new(new CallGraph(functions.Methods.Single(method => method.Name == "Create" + function), OwnAssemblies));
    }

    private void Walk(MethodDefinition root, string? start)
    {
        var open = new Stack<(MethodDefinition Method, string? Adapter)>([(root, start)]);
        while (open.TryPop(out var step))
        {
            var adapter = Outermost(step.Method.DeclaringType).Name is var name && Adapters.ContainsKey(name) ? name : step.Adapter;
            if (!seen.Add((step.Method, adapter))) continue;
            Note(step.Method, adapter);
            foreach (var next in graph.NextOf(step.Method)) open.Push((next, adapter));
        }
    }

    private void Note(MethodDefinition method, string? adapter)
    {
        var requests = CallGraph.TextsOf(method).Where(Requests.ContainsKey).ToArray();
        foreach (var request in requests) Add(Requests[request], adapter, method);
        foreach (var reference in graph.ReferencesOf(method))
        {
            if (IsThinCall(method, reference) && requests.Length == 0) unknown.Add($"{method.FullName}: a request of the thin client");
            if (OperationOf(reference) is { } operation) Add(Actions.GetValueOrDefault(operation, operation), adapter, method);
        }
    }

    private void Add(string action, string? adapter, MethodDefinition method)
    {
        if (adapter is null)
        {
            unknown.Add($"{method.FullName}: {action} outside of an adapter");
            return;
        }
        foreach (var resource in Adapters[adapter])
        {
            found.Add((action, action is "s3:GetObject" or "s3:PutObject" ? resource + "/templates/*" : resource));
        }
    }

    // A call that goes out, made by somebody else than the client itself.
    private static bool IsThinCall(MethodDefinition method, MethodReference reference) =>
        reference.DeclaringType.Name == ThinClient && reference.Name.EndsWith("Async", StringComparison.Ordinal)
        && Outermost(method.DeclaringType).Name != ThinClient;

    private static string? OperationOf(MethodReference reference)
    {
        if (!reference.Name.EndsWith("Async", StringComparison.Ordinal)) return null;
        var service = reference.DeclaringType.Name switch
        {
            "IAmazonDynamoDB" or "AmazonDynamoDBClient" => "dynamodb",
            "IAmazonS3" or "AmazonS3Client" => "s3",
            "IAmazonSQS" or "AmazonSQSClient" => "sqs",
            _ => null,
        };
        return service is null ? null : $"{service}:{reference.Name[..^"Async".Length]}";
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string Table(string name) => StackTemplate.Names.Arn("dynamodb", "table/mail-" + name);

    private static string Queue(string name) => StackTemplate.Names.Arn("sqs", "mail-" + name);
}
