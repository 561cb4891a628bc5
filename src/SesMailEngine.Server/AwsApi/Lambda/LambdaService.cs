using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>AWS Lambda (https://docs.aws.amazon.com/lambda/latest/api/welcome.html) for the three functions of the stack.</summary>
internal sealed class LambdaService : IAwsService
{
    private const string FunctionsPath = "/2015-03-31/functions";

    private readonly ResourceNames _names;
    private readonly IReadOnlyList<LocalFunction> _functions;
    private readonly FunctionDescriptions _descriptions;

    /// <summary>Makes the service.</summary>
    /// <param name="names">The stack's names.</param>
    /// <param name="functions">The functions.</param>
    /// <param name="time">The clock, read once: functions changed last when the host started.</param>
    public LambdaService(ResourceNames names, IReadOnlyList<LocalFunction> functions, TimeProvider time)
    {
        _names = names;
        _functions = [.. functions.OrderBy(function => function.Name, StringComparer.Ordinal)];
        _descriptions = new FunctionDescriptions(names, time.GetUtcNow());
    }

    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new("lambda")
    {
        PathPrefixes = ["/2015-03-31/", "/2014-11-13/"],
        ErrorMessageMember = "Message",
        InternalErrorCode = "ServiceException",
        MaxBodyBytes = 6 << 20,
    };

    /// <inheritdoc/>
    public Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var path = request.RawPath.TrimEnd('/');
        var method = request.Http.Request.Method;
        if (!path.StartsWith(FunctionsPath, StringComparison.Ordinal)) throw request.UnknownOperation();
        // The name is one segment: its colons and slashes, if any, arrive percent-encoded.
        string[] rest = [.. path[FunctionsPath.Length..].Split('/').Skip(1).Select(Uri.UnescapeDataString)];
        return (method, rest) switch
        {
            ("GET", []) => ListAsync(request, cancellationToken),
            ("GET", [var name]) => GetAsync(request, Require(name), cancellationToken),
            ("GET", [var name, "configuration"]) => GetConfigurationAsync(request, Require(name), cancellationToken),
            ("POST", [var name, "invocations"]) => InvokeOperation.HandleAsync(request, Require(name), cancellationToken),
            _ => throw request.UnknownOperation(),
        };
    }

    private Task GetAsync(AwsRequest request, LocalFunction function, CancellationToken cancellationToken) =>
        request.WriteJsonAsync(
            (function, _descriptions),
            static (json, s) =>
            {
                json.WriteStartObject();
                json.WritePropertyName("Configuration");
                s._descriptions.Write(json, s.function);
                json.WriteStartObject("Tags");
                json.WriteEndObject();
                json.WriteEndObject();
            },
            cancellationToken);

    private Task GetConfigurationAsync(AwsRequest request, LocalFunction function, CancellationToken cancellationToken) =>
        request.WriteJsonAsync(
            (function, _descriptions), static (json, s) => s._descriptions.Write(json, s.function), cancellationToken);

    private Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var query = request.Http.Request.Query;
        var max = 50;
        if (query.TryGetValue("MaxItems", out var items) && (!int.TryParse(items, out max) || max is < 1 or > 10_000))
            throw new AwsException("InvalidParameterValueException", "MaxItems must be between 1 and 10000.");
        var after = query.TryGetValue("Marker", out var marker) ? Marker(marker.ToString()) : "";
        var rest = _functions.Where(function => string.CompareOrdinal(function.Name, after) > 0).ToList();
        var page = rest.Take(max).ToList();
        var next = rest.Count > page.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].Name)) : null;
        return request.WriteJsonAsync(
            (page, next, _descriptions),
            static (json, s) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("Functions");
                foreach (var function in s.page) s._descriptions.Write(json, function);
                json.WriteEndArray();
                if (s.next is not null) json.WriteString("NextMarker", s.next);
                json.WriteEndObject();
            },
            cancellationToken);
    }

    private LocalFunction Require(string reference)
    {
        var name = FunctionReference.NameOf(reference, _names);
        return _functions.FirstOrDefault(function => function.Name == name)
            ?? throw FunctionReference.NotFound(_descriptions.ArnOf(name));
    }

    private static string Marker(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new AwsException("InvalidParameterValueException", "Marker is not valid.");
    }
}
