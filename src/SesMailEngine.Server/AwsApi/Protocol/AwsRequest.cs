using Microsoft.AspNetCore.Http;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>A request told apart: which service, in which protocol, which operation. Its body lives as long as the call.</summary>
internal sealed class AwsRequest
{
    /// <summary>The HTTP exchange. Answer through the extension methods of <see cref="AwsResponses"/>.</summary>
    public required HttpContext Http { get; init; }

    /// <summary>The service asked.</summary>
    public required AwsServiceTraits Service { get; init; }

    /// <summary>The protocol asked in, and to be answered in.</summary>
    public required AwsProtocol Protocol { get; init; }

    /// <summary>The operation's name; empty with the REST protocols, where method and path say it.</summary>
    public required string Operation { get; init; }

    /// <summary>This request's id, as the answer's headers give it.</summary>
    public required string RequestId { get; init; }

    /// <summary>The path as it was sent, still percent-encoded, without the query string.</summary>
    public required string RawPath { get; init; }

    /// <summary>The body, decompressed; empty for a service that streams.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The parameters of a query request.</summary>
    public FormParameters Form { get; init; } = FormParameters.Empty;

    /// <summary>Who signed and with which key; null when no keys are configured, so nothing was verified.</summary>
    public VerifiedSignature? Signature { get; init; }

    /// <summary>Ends when the server stops: a long poll must end with it.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>The endpoint as the client calls it, without a slash at its end: what URLs in answers begin with.</summary>
    public string Endpoint => $"{Http.Request.Scheme}://{Http.Request.Host.Value}";

    /// <summary>The refusal for an operation this host does not have. Throw it.</summary>
    /// <param name="name">How to call it; the request's operation, or method and path, when null.</param>
    public AwsException UnknownOperation(string? name = null)
    {
        var asked = name ?? (Operation.Length > 0 ? Operation : $"{Http.Request.Method} {RawPath}");
        return new AwsException("UnknownOperationException", $"The operation {Limit(asked)} is not supported by this host.");
    }

    private static string Limit(string text) => text.Length <= 100 ? text : text[..100];
}
