using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>Invoke (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).</summary>
internal static class InvokeOperation
{
    private const int MaxLogBytes = 4096;

    /// <summary>
    /// Runs a function. <c>Event</c> is answered once it has run, since nothing here would carry on after a stop;
    /// <c>DryRun</c> runs nothing.
    /// </summary>
    public static async Task HandleAsync(AwsRequest request, LocalFunction function, CancellationToken cancellationToken)
    {
        var type = request.Http.Request.Headers["X-Amz-Invocation-Type"].ToString();
        if (type is not ("" or "RequestResponse" or "Event" or "DryRun"))
            throw new AwsException("InvalidParameterValueException", "The invocation type must be RequestResponse, Event or DryRun.");
        if (function.Run is null) throw request.UnknownOperation($"Invoke of {function.Name}, which only events start,");
        CheckPayload(request.Body);
        if (type == "DryRun")
        {
            request.WriteStatus(204);
            return;
        }

        var answer = await RunAsync(function.Run, request.Body, cancellationToken);
        if (type == "Event")
        {
            request.WriteStatus(202);
            return;
        }
        var headers = request.Http.Response.Headers;
        headers["X-Amz-Executed-Version"] = "$LATEST";
        if (answer.IsError) headers["X-Amz-Function-Error"] = "Unhandled";
        if (request.Http.Request.Headers["X-Amz-Log-Type"] == "Tail") headers["X-Amz-Log-Result"] = Tail(answer.Log);
        await request.WriteAsync(200, "application/json", Encoding.UTF8.GetBytes(answer.Payload), cancellationToken);
    }

    // A function that fails is an answer of Lambda's, not a failure of Lambda.
    private static async Task<FunctionAnswer> RunAsync(
        Func<ReadOnlyMemory<byte>, CancellationToken, Task<FunctionAnswer>> run, ReadOnlyMemory<byte> payload,
        CancellationToken cancellationToken)
    {
        try
        {
            return await run(payload, cancellationToken);
        }
        catch (PortException error)
        {
            using var buffer = new PooledBuffer();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                json.WriteString("errorType", error.ErrorName ?? nameof(PortException));
                json.WriteString("errorMessage", error.Message);
                json.WriteEndObject();
            }
            return new FunctionAnswer(Encoding.UTF8.GetString(buffer.WrittenSpan), IsError: true);
        }
    }

    private static string Tail(string log)
    {
        var bytes = Encoding.UTF8.GetBytes(log);
        return Convert.ToBase64String(bytes.AsSpan(Math.Max(0, bytes.Length - MaxLogBytes)));
    }

    private static void CheckPayload(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty) return;
        try
        {
            var reader = new Utf8JsonReader(payload.Span);
            while (reader.Read())
            {
                // Reading to the end is the check.
            }
        }
        catch (JsonException)
        {
            throw new AwsException("InvalidRequestContentException", "Could not parse request body into json.");
        }
    }
}
