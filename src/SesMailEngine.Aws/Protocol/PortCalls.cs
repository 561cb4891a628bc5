using System.Text.Json;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Protocol;

/// <summary>
/// Calls that only read, repeated where that helps, with failures as <see cref="PortException"/>: for the adapters whose callers are
/// people. What a service says of a refusal is part of the message, for its words name the permission that is missing.
/// </summary>
/// <param name="client">The thin client.</param>
/// <param name="retries">How calls are repeated.</param>
public sealed class PortCalls(AwsClient client, CallRetries retries)
{
    /// <summary>Calls an operation of the JSON protocol and reads its answer.</summary>
    /// <param name="service">The signing name.</param>
    /// <param name="operation">The <c>X-Amz-Target</c>.</param>
    /// <param name="version"><c>1.0</c> or <c>1.1</c>.</param>
    /// <param name="write">Writes the members of the request.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    internal async Task<JsonElement> JsonAsync(
        string service, string operation, string version, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        var body = buffer.ToArray();
        var name = operation[(operation.LastIndexOf('.') + 1)..];
        return await RunAsync(
            name, async () => Parse(name, await client.CallJsonAsync(service, operation, version, body, cancellationToken).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets a resource of a REST service and reads its answer; null when there is none.</summary>
    internal Task<JsonElement?> GetAsync(string operation, string service, string path, CancellationToken cancellationToken) => RunAsync(
        operation,
        async () =>
        {
            try
            {
                var answer = await client.SendAsync(HttpMethod.Get, service, path, null, null, [], cancellationToken).ConfigureAwait(false);
                return Parse(operation, answer);
            }
            catch (AwsServiceException exception) when (exception.StatusCode == 404 && exception.HasName)
            {
                return (JsonElement?)null;
            }
        },
        cancellationToken);

    /// <summary>Runs a call, again where that helps.</summary>
    /// <exception cref="PortException">It failed for good.</exception>
    internal async Task<T> RunAsync<T>(string operation, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && CallFailures.Of(exception) is { } kind)
            {
                if (kind == CallFailure.Refused || attempt >= retries.Tries) throw PortFailures.Of(operation, exception, kind);
            }
            await retries.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private static JsonElement Parse(string operation, AwsResponse response)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new PortException($"{operation}: InvalidResponse", isTransient: true, "InvalidResponse");
        }
        catch (JsonException exception)
        {
            throw new PortException($"{operation}: InvalidResponse", isTransient: true, "InvalidResponse", exception);
        }
    }
}
