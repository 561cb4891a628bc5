using System.Net;

namespace SesMailEngine.Aws.Protocol;

/// <summary>
/// A request's body that notes when the first byte of the request could have left: the handler asks for it only once it has
/// a connection. A request whose body was never asked for was certainly not received.
/// </summary>
internal sealed class SentMark(byte[] body) : HttpContent
{
    private volatile bool started;

    /// <summary>True when the request may have gone out.</summary>
    public bool Started => started;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        started = true;
        return stream.WriteAsync(body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
