using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.Functions;

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>Invoke (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).</summary>
internal static class InvokeOperation
{
    private const int MaxLogBytes = 4096;

    /// <summary>
    /// Runs a function. <c>Event</c> is answered once it has run, since nothing here would carry on after a stop;
    /// <c>DryRun</c> runs nothing.
    /// </summary>
    public static async Task HandleAsync(
        AwsRequest request, LocalFunction function, FunctionRuns runs, CancellationToken cancellationToken)
    {
        var type = request.Http.Request.Headers["X-Amz-Invocation-Type"].ToString();
        if (type is not ("" or "RequestResponse" or "Event" or "DryRun"))
            throw LambdaErrors.InvalidParameter("The invocation type must be RequestResponse, Event or DryRun.");
        if (LogType(request) is not ("" or "None" or "Tail")) throw LambdaErrors.InvalidParameter("The log type must be None or Tail.");
        CheckPayload(request.Body);
        if (type == "DryRun")
        {
            request.WriteStatus(204);
            return;
        }

        var (answer, log) = await runs.RunAsync(function, request.RequestId, request.Body, cancellationToken);
        if (type == "Event")
        {
            request.WriteStatus(202);
            return;
        }
        var headers = request.Http.Response.Headers;
        headers["X-Amz-Executed-Version"] = FunctionReference.Latest;
        if (answer.IsError) headers["X-Amz-Function-Error"] = "Unhandled";
        if (LogType(request) == "Tail") headers["X-Amz-Log-Result"] = Tail(log);
        await request.WriteAsync(200, "application/json", Encoding.UTF8.GetBytes(answer.Payload), cancellationToken);
    }

    private static string LogType(AwsRequest request) => request.Http.Request.Headers["X-Amz-Log-Type"].ToString();

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
