using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SesMailEngine.Aws.Tests.Faults;

/// <summary>
/// A server of the loopback interface that reads one request whole and then answers with the bytes it was made with, or with
/// none: then it hangs up, or just keeps silent.
/// </summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private int requests;
    private bool isDisposed;

    public RawServer(string? answer, bool hangsUp = true)
    {
        listener.Start();
        _ = AcceptAsync(answer, hangsUp);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    /// <summary>Requests read whole.</summary>
    public int Requests => requests;

    /// <summary>Called when a request was read.</summary>
    public Action? OnRequest { get; set; }

    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync(string? answer, bool hangsUp)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token), answer, hangsUp);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client, string? answer, bool hangsUp)
    {
        using (client)
        {
            var stream = client.GetStream();
            var text = new StringBuilder();
            var buffer = new byte[65536];
            while (!IsWhole(text.ToString()))
            {
                var read = await stream.ReadAsync(buffer);
                if (read == 0) return;
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
            Interlocked.Increment(ref requests);
            OnRequest?.Invoke();
            if (answer is not null) await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            if (!hangsUp) await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        var length = request[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return request.Length - end - 4 >= (length is null ? 0 : int.Parse(length.Split(':')[1].Trim()));
    }
}
