using System.Net;
using System.Text;

namespace SesMailEngine.Aws.Tests;

/// <summary>Stands in for a service: keeps the requests and gives the answer it was made with.</summary>
internal sealed class RecordingHandler(HttpStatusCode status = HttpStatusCode.OK, string answer = "{}", params (string Name, string Value)[] headers)
    : HttpMessageHandler
{
    public List<RecordedRequest> Requests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var sent = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        Requests.Add(new(request.Method.Method, request.RequestUri!, sent, body));
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer)) };
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }
}
