using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>ListEventSourceMappings and GetEventSourceMapping
/// (https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html).</summary>
/// <param name="names">The stack's names.</param>
/// <param name="mappings">The stack's mappings.</param>
/// <param name="changedAt">When they last changed.</param>
internal sealed class MappingOperations(ResourceNames names, IReadOnlyList<EventSourceMapping> mappings, DateTimeOffset changedAt)
{
    private const int PageSize = 100;

    // Lambda's own for a queue when nobody says otherwise.
    private const int BatchSize = 10;

    /// <summary>ListEventSourceMappings: all, or those of a function or of a queue.</summary>
    public Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var query = request.Http.Request.Query;
        query.RequireKnown("FunctionName", "EventSourceArn", "Marker", "MaxItems");
        var queue = query.TryGetValue("EventSourceArn", out var arn) ? arn.ToString() : null;
        var function = query.TryGetValue("FunctionName", out var name)
            ? names.Arn("lambda", $"function:{FunctionReference.NameOf(name.ToString(), names)}") : null;
        var found = mappings.Where(m => (queue is null || m.Queue == queue) && (function is null || m.Function == function)).ToList();
        return request.WriteJsonAsync(
            (Page: LambdaPage.Cut(request, found, mapping => mapping.Id, PageSize), Operations: this),
            static (json, s) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("EventSourceMappings");
                foreach (var mapping in s.Page.Items) s.Operations.Write(json, mapping);
                json.WriteEndArray();
                if (s.Page.Next is not null) json.WriteString("NextMarker", s.Page.Next);
                json.WriteEndObject();
            },
            cancellationToken);
    }

    /// <summary>GetEventSourceMapping.</summary>
    public Task GetAsync(AwsRequest request, string id, CancellationToken cancellationToken)
    {
        request.Http.Request.Query.RequireKnown();
        var mapping = mappings.FirstOrDefault(mapping => mapping.Id == id)
            ?? throw LambdaErrors.NotFound("The resource you requested does not exist.");
        return request.WriteJsonAsync(mapping, Write, cancellationToken);
    }

    private void Write(Utf8JsonWriter json, EventSourceMapping mapping)
    {
        json.WriteStartObject();
        json.WriteString("UUID", mapping.Id);
        json.WriteString("EventSourceMappingArn", names.Arn("lambda", $"event-source-mapping:{mapping.Id}"));
        json.WriteString("EventSourceArn", mapping.Queue);
        json.WriteString("FunctionArn", mapping.Function);
        json.WriteNumber("BatchSize", BatchSize);
        json.WriteNumber("MaximumBatchingWindowInSeconds", 0);
        json.WriteNumber("LastModified", changedAt.ToEpochSeconds());
        json.WriteString("State", "Enabled");
        json.WriteString("StateTransitionReason", "USER_INITIATED");
        json.WriteStartArray("FunctionResponseTypes");
        json.WriteStringValue("ReportBatchItemFailures");
        json.WriteEndArray();
        json.WriteStartObject("ScalingConfig");
        json.WriteNumber("MaximumConcurrency", mapping.MaxConcurrency);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
