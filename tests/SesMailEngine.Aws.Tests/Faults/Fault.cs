using System.Net;
using System.Text;

namespace SesMailEngine.Aws.Tests.Faults;

/// <summary>Something that goes wrong with one call.</summary>
/// <param name="Reaches">True when the service gets the request all the same.</param>
/// <param name="Answer">What the caller gets instead of the service's answer; may throw.</param>
internal sealed record Fault(bool Reaches, Func<HttpResponseMessage> Answer)
{
    /// <summary>The service does its work, and its answer never arrives.</summary>
    public static Fault LostAnswer { get; } = new(true, () => throw new HttpRequestException(HttpRequestError.ResponseEnded));

    /// <summary>The service does its work, and the caller stops waiting.</summary>
    public static Fault TimeoutAfterTheEffect { get; } = new(true, () => throw new TaskCanceledException("", new TimeoutException()));

    /// <summary>The service does its work and says that it failed.</summary>
    public static Fault InternalErrorAfterTheEffect { get; } = Error(HttpStatusCode.InternalServerError, "InternalServerError") with { Reaches = true };

    /// <summary>The request is lost on its way.</summary>
    public static Fault LostRequest { get; } = new(false, () => throw new HttpRequestException(HttpRequestError.ResponseEnded));

    /// <summary>The service has enough.</summary>
    public static Fault Throttled { get; } = Error(HttpStatusCode.BadRequest, "ProvisionedThroughputExceededException");

    /// <summary>The credentials are too old.</summary>
    public static Fault ExpiredCredentials { get; } = Error(HttpStatusCode.BadRequest, "ExpiredTokenException");

    /// <summary>The role may not.</summary>
    public static Fault AccessDenied { get; } = Error(HttpStatusCode.BadRequest, "AccessDeniedException");

    /// <summary>An error of the JSON protocols.</summary>
    public static Fault Error(HttpStatusCode status, string name) => new(false, () => new HttpResponseMessage(status)
    {
        Content = new StringContent($$"""{"__type":"com.amazonaws.service#{{name}}","message":"No."}""", Encoding.UTF8, "application/x-amz-json-1.0"),
    });

    /// <summary>An error of S3.</summary>
    public static Fault XmlError(HttpStatusCode status, string name) => new(false, () => new HttpResponseMessage(status)
    {
        Content = new StringContent($"<?xml version=\"1.0\"?><Error><Code>{name}</Code><Message>No.</Message></Error>", Encoding.UTF8, "application/xml"),
    });
}
