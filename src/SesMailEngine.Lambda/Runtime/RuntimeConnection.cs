using System.Net;
using System.Net.Sockets;

namespace SesMailEngine.Lambda.Runtime;

/// <summary>
/// The kept-alive connection to the Runtime API. A socket and no HTTP client: measured, that answers the first call about a
/// millisecond earlier, and nothing of a client's pool, proxies and decompression is needed on the same machine.
/// </summary>
/// <param name="host">The API's host.</param>
/// <param name="port">Its port.</param>
internal sealed class RuntimeConnection(string host, int port) : IDisposable
{
    private Socket? socket;

    /// <summary>Sends a request, whole, and reads its answer.</summary>
    /// <exception cref="RuntimeApiException">Nobody answers, or not in HTTP.</exception>
    public async Task<HttpAnswer> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var isReused = socket is not null;
            HttpAnswerReader? reader = null;
            try
            {
                socket ??= await ConnectAsync(cancellationToken);
                var connected = socket;
                reader = new HttpAnswerReader((buffer, token) => connected.ReceiveAsync(buffer, token));
                for (var sent = 0; sent < request.Length;)
                {
                    sent += await socket.SendAsync(request[sent..], cancellationToken);
                }
                var answer = await reader.ReadAsync(cancellationToken);
                if (answer.Closes) Dispose();
                return answer;
            }
            catch (Exception broken) when (broken is SocketException or IOException or InvalidDataException)
            {
                Dispose();
                // The other side may have closed a connection nobody used for a while; a new one tells.
                if (isReused && reader is not { HasBegun: true } && broken is not InvalidDataException) continue;
                throw new RuntimeApiException($"The Runtime API at {host}:{port} does not answer: {broken.Message}", 0, broken);
            }
            catch
            {
                Dispose();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var connecting = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (IPAddress.TryParse(host, out var address)) await connecting.ConnectAsync(address, port, cancellationToken);
            else await connecting.ConnectAsync(host, port, cancellationToken);
            return connecting;
        }
        catch
        {
            connecting.Dispose();
            throw;
        }
    }
}
