using Microsoft.AspNetCore.Http;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.Functions;

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>AWS Lambda (https://docs.aws.amazon.com/lambda/latest/api/welcome.html) for the three functions of the stack.</summary>
internal sealed class LambdaService : IAwsService
{
    private const string Version = "/2015-03-31/";
    private const int PageSize = 50;

    private readonly ResourceNames _names;
    private readonly IReadOnlyList<LocalFunction> _functions;
    private readonly FunctionDescriptions _descriptions;
    private readonly MappingOperations _mappings;
    private readonly FunctionRuns _runs;
    private readonly Func<string, string?>? _policyOf;

    /// <summary>Makes the service.</summary>
    /// <param name="names">The stack's names.</param>
    /// <param name="functions">The functions.</param>
    /// <param name="mappings">What starts them.</param>
    /// <param name="changedAt">When they last changed.</param>
    /// <param name="runs">Runs them.</param>
    /// <param name="policyOf">The policy the template declares for a function, by its ARN; null for none.</param>
    public LambdaService(
        ResourceNames names, IReadOnlyList<LocalFunction> functions, IReadOnlyList<EventSourceMapping> mappings, DateTimeOffset changedAt,
        FunctionRuns runs, Func<string, string?>? policyOf = null)
    {
        _policyOf = policyOf;
        _runs = runs;
        _names = names;
        _functions = [.. functions.OrderBy(function => function.Name, StringComparer.Ordinal)];
        _descriptions = new FunctionDescriptions(names, changedAt);
        _mappings = new MappingOperations(names, mappings, changedAt);
    }

    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new("lambda")
    {
        PathPrefixes = [Version, "/2014-11-13/"],
        ErrorMessageMember = "Message",
        InternalErrorCode = "ServiceException",
        MaxBodyBytes = 6 << 20,
    };

    /// <inheritdoc/>
    public Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        if (!request.RawPath.StartsWith(Version, StringComparison.Ordinal)) throw request.UnknownOperation();
        // A name is one segment: its colons and slashes, if any, arrive percent-encoded.
        string[] path = [.. request.RawPath[Version.Length..].TrimEnd('/').Split('/').Select(Uri.UnescapeDataString)];
        return (request.Http.Request.Method, path) switch
        {
            ("GET", ["functions"]) => ListAsync(request, cancellationToken),
            ("GET", ["functions", var name]) => GetAsync(request, Require(request, name), cancellationToken),
            ("GET", ["functions", var name, "configuration"]) => GetConfigurationAsync(request, Require(request, name), cancellationToken),
            ("GET", ["functions", var name, "policy"]) => GetPolicyAsync(request, Require(request, name), cancellationToken),
            ("POST", ["functions", var name, "invocations"]) =>
                InvokeOperation.HandleAsync(request, Require(request, name), _runs, cancellationToken),
            ("GET", ["event-source-mappings"]) => _mappings.ListAsync(request, cancellationToken),
            ("GET", ["event-source-mappings", var id]) => _mappings.GetAsync(request, id, cancellationToken),
            _ => throw request.UnknownOperation(),
        };
    }

    private Task GetAsync(AwsRequest request, LocalFunction function, CancellationToken cancellationToken) =>
        request.WriteJsonAsync(
            (function, _descriptions, request.Endpoint),
            static (json, s) =>
            {
                json.WriteStartObject();
                json.WritePropertyName("Configuration");
                s._descriptions.Write(json, s.function, s.Endpoint);
                json.WriteStartObject("Tags");
                foreach (var (key, value) in s.function.Tags) json.WriteString(key, value);
                json.WriteEndObject();
                json.WriteEndObject();
            },
            cancellationToken);

    private Task GetConfigurationAsync(AwsRequest request, LocalFunction function, CancellationToken cancellationToken) =>
        request.WriteJsonAsync(
            (function, _descriptions, request.Endpoint),
            static (json, s) => s._descriptions.Write(json, s.function, s.Endpoint),
            cancellationToken);

    // https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html: what may invoke it, as the template declares it.
    private Task GetPolicyAsync(AwsRequest request, LocalFunction function, CancellationToken cancellationToken)
    {
        var arn = _descriptions.ArnOf(function.Name);
        return request.WriteJsonAsync(
            (Policy: _policyOf?.Invoke(arn) ?? throw LambdaErrors.NotFound("The resource you requested does not exist."), Revision: StableUuid.Of(arn)),
            static (json, s) =>
            {
                json.WriteStartObject();
                json.WriteString("Policy", s.Policy);
                json.WriteString("RevisionId", s.Revision.ToString());
                json.WriteEndObject();
            },
            cancellationToken);
    }

    // Each function has one version, so FunctionVersion=ALL shows the same.
    private Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var query = request.Http.Request.Query;
        query.RequireKnown("FunctionVersion", "Marker", "MaxItems");
        if (query.TryGetValue("FunctionVersion", out var version) && version != "ALL")
            throw LambdaErrors.InvalidParameter("FunctionVersion can only be ALL.");
        return request.WriteJsonAsync(
            (Page: LambdaPage.Cut(request, _functions, function => function.Name, PageSize), _descriptions, request.Endpoint),
            static (json, s) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("Functions");
                foreach (var function in s.Page.Items) s._descriptions.Write(json, function, s.Endpoint);
                json.WriteEndArray();
                if (s.Page.Next is not null) json.WriteString("NextMarker", s.Page.Next);
                json.WriteEndObject();
            },
            cancellationToken);
    }

    private LocalFunction Require(AwsRequest request, string reference)
    {
        var query = request.Http.Request.Query;
        query.RequireKnown("Qualifier");
        var name = FunctionReference.NameOf(reference, _names);
        var found = _functions.FirstOrDefault(function => function.Name == name)
            ?? throw FunctionReference.NotFound(_descriptions.ArnOf(name));
        // There are no versions but the latest, and no aliases.
        var qualifier = query.TryGetValue("Qualifier", out var given) ? given.ToString() : FunctionReference.QualifierOf(reference);
        return qualifier is null or FunctionReference.Latest
            ? found : throw FunctionReference.NotFound($"{_descriptions.ArnOf(name)}:{(qualifier.Length > 128 ? qualifier[..128] : qualifier)}");
    }
}
