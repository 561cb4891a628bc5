using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Simulator;

namespace SesMailEngine.Server.Local;

/// <summary>
/// <c>GET /_aws/ses/journal</c>: one JSON line for each mail the simulator ever accepted, in order. It is streamed, so ten million lines
/// cost no more memory than ten.
/// </summary>
/// <param name="outbox">Where the journal is.</param>
internal sealed class JournalPage(IOutbox outbox) : ILocalPage
{
    private const int FlushBytes = 16 * 1024;

    /// <inheritdoc/>
    public bool Handles(HttpRequest request) => request.Path == "/_aws/ses/journal";

    /// <inheritdoc/>
    public async Task ServeAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!LocalAnswers.Allows(http, "GET, HEAD")) return;
        LocalAnswers.SetHead(http, 200, "application/x-ndjson");
        if (HttpMethods.IsHead(http.Request.Method)) return;
        var body = http.Response.BodyWriter;
        await using var json = new Utf8JsonWriter((IBufferWriter<byte>)body, LocalAnswers.Json);
        await foreach (var line in outbox.ReadJournalAsync(cancellationToken))
        {
            Write(json, line);
            json.Flush();
            json.Reset();
            body.Write("\n"u8);
            if (body.UnflushedBytes > FlushBytes) await body.FlushAsync(cancellationToken);
        }
        await body.FlushAsync(cancellationToken);
    }

    private static void Write(Utf8JsonWriter json, JournalLine line)
    {
        json.WriteStartObject();
        json.WriteString("messageId"u8, line.MessageId);
        json.WriteString("emailId"u8, line.EmailId);
        json.WriteString("to"u8, line.To);
        json.WriteString("acceptedAt"u8, line.AcceptedAt.ToWire());
        json.WriteEndObject();
    }
}
