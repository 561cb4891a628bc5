using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>
/// Takes every AWS request through the same steps: tell it apart, read its body, verify its signature, call its service, and
/// word whatever goes wrong in the service's own error shape.
/// </summary>
internal sealed class AwsDispatcher(
    ServiceTable services, SignatureVerifier signatures, RequestIdSource ids, OperationLog log, CancellationToken stopping)
{
    private const int UnknownServiceLimit = 1 << 20;

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var kind = RequestKind.Of(http.Request);
        var rawPath = RawPath(http);
        var service = FindByHead(kind, rawPath);
        var requestId = ids.Next();
        AwsRequest? request = null;
        PooledBuffer? body = null;
        try
        {
            VerifiedSignature? signature = null;
            if (service is { Traits.StreamsBody: true })
            {
                request = Describe(http, kind, service.Traits, rawPath, requestId, FormParameters.Empty, default, null);
                if (signatures.IsRequired) signature = signatures.Verify(http.Request, rawPath, null);
                request = Describe(http, kind, service.Traits, rawPath, requestId, FormParameters.Empty, default, signature);
            }
            else
            {
                var limit = service?.Traits.MaxBodyBytes ?? UnknownServiceLimit;
                var provisional = service?.Traits ?? new AwsServiceTraits(kind.Scope ?? "");
                request = Describe(http, kind, provisional, rawPath, requestId, FormParameters.Empty, default, null);
                // Nobody unknown makes the host hold a body.
                if (signatures.IsRequired) signatures.RequireKnownKey(http.Request);
                body = await RequestBody.ReadAsync(http.Request, limit, http.RequestAborted);
                if (signatures.IsRequired) signature = signatures.Verify(http.Request, rawPath, body.Written);
                body = await RequestBody.DecodeAsync(
                    body, http.Request.Headers.ContentEncoding, limit, http.RequestAborted);
                var form = kind.Protocol(provisional.RestProtocol) == AwsProtocol.Query
                    ? FormParameters.Parse(kind.IsForm ? body.WrittenSpan : default, http.Request.QueryString.Value?.TrimStart('?'))
                    : FormParameters.Empty;
                service ??= services.ByVersion(form["Version"]) ?? FindByQueuePath(rawPath)
                    ?? new UnknownService(kind.Scope ?? "", AwsProtocol.RestJson);
                request = Describe(http, kind, service.Traits, rawPath, requestId, form, body.Written, signature);
                if (request.Protocol == AwsProtocol.Query && request.Operation.Length == 0)
                    throw new AwsException("MissingAction", "The request must contain the parameter Action.");
            }
            AwsResponses.SetRequestId(http.Response, request.Protocol, requestId);
            await service.HandleAsync(request, http.RequestAborted);
        }
        catch (Exception exception) when (IsGone(exception, http))
        {
            // The client is gone: nobody to answer.
        }
        catch (Exception exception) when (!http.Response.HasStarted && request is not null)
        {
            await RefuseAsync(request, exception);
        }
        catch (Exception exception) when (request is not null)
        {
            // Half an answer is out: only a broken connection tells the client that it is not whole.
            log.Unexpected(request, exception);
            http.Abort();
        }
        finally
        {
            body?.Dispose();
        }
    }

    private static bool IsGone(Exception exception, HttpContext http) =>
        exception is ConnectionResetException or ConnectionAbortedException
        || (exception is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested);

    private async Task RefuseAsync(AwsRequest request, Exception exception)
    {
        var error = ToAws(request, exception);
        request.Http.Response.Clear();
        AwsResponses.SetRequestId(request.Http.Response, request.Protocol, request.RequestId);
        // Refused before 100 Continue, a client sends its body or does not: what follows on this connection cannot be told
        // apart from that body (RFC 9110 section 10.1.1), so there is no next request on it.
        if (request.Http.Request.Headers.Expect.Count > 0) request.Http.Response.Headers.Connection = "close";
        await ErrorWriter.WriteAsync(request, error, request.Http.RequestAborted);
    }

    private AwsException ToAws(AwsRequest request, Exception exception)
    {
        switch (exception)
        {
            case AwsException error:
                if (error.Code == "UnknownOperationException") log.Unknown(request);
                if (error.Unsupported is { } parameter) log.Unknown(request, parameter);
                return error;
            case SignatureException error:
                return SignatureErrors.ToAws(error, request.Protocol);
            case BadHttpRequestException error:
                return new AwsException("MalformedHttpRequestException", "The request could not be read.", error.StatusCode);
            case PortException { ErrorName: "DiskFull" }:
                return new AwsException("ServiceUnavailable", exception.Message, 503);
            case PortException { IsTransient: true }:
                log.Unexpected(request, exception);
                return new AwsException("ServiceUnavailable", "The request could not be handled now. Try again.", 503);
            case PortException { ErrorName: { } name }:
                // A store that refuses by an AWS name: two clients changed the same thing, and this one came second.
                return new AwsException(name, exception.Message);
            default:
                log.Unexpected(request, exception);
                return new AwsException(
                    request.Service.InternalErrorCode, "The request failed because of an unexpected error.", 500);
        }
    }

    private IAwsService? FindByHead(RequestKind kind, string rawPath)
    {
        if (services.BySigningName(kind.Scope) is { } signed) return signed;
        if (kind.Scope is not null)
            return new UnknownService(kind.Scope, AwsProtocol.RestJson);
        if (kind.Target is not null)
            return services.ByTarget(kind.Target) ?? new UnknownService(kind.Target, AwsProtocol.RestJson);
        if (services.ByPath(rawPath) is { } byPath) return byPath;
        // An unsigned form says in its body which service it means.
        if (kind.IsForm || kind.HasQueryAction) return null;
        return services.BySigningName("s3") ?? new UnknownService("", AwsProtocol.RestXml);
    }

    // Older clients post queue operations to the queue's own URL, and may leave the version out.
    private IAwsService? FindByQueuePath(string rawPath) =>
        rawPath.Length > 14 && rawPath[13] == '/' && rawPath.AsSpan(1, 12).IndexOfAnyExceptInRange('0', '9') < 0
            ? services.BySigningName("sqs") : null;

    private AwsRequest Describe(
        HttpContext http, RequestKind kind, AwsServiceTraits service, string rawPath, string requestId, FormParameters form,
        ReadOnlyMemory<byte> body, VerifiedSignature? signature) => new()
        {
            Http = http,
            Service = service,
            Protocol = kind.Protocol(service.RestProtocol),
            Operation = kind.Operation ?? form["Action"] ?? "",
            RequestId = requestId,
            RawPath = rawPath,
            Body = body,
            Form = form,
            Signature = signature,
            Stopping = stopping,
        };

    private static string RawPath(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "/";
        // A proxy-style request line carries the whole URL.
        if (target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            var slash = target.IndexOf('/', target.IndexOf("//", StringComparison.Ordinal) + 2);
            target = slash < 0 ? "/" : target[slash..];
        }
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? target : target[..query];
    }
}
