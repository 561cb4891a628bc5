using System.Text;
using SesMailEngine.Server.AwsApi.S3;
using SesMailEngine.Server.Security;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.S3;

/// <summary>S3 on the real endpoint, over objects in memory and a folder of its own.</summary>
internal sealed class S3Fixture : IAsyncDisposable
{
    public const string Bucket = "sesmailengine-templates-000000000000";

    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("s3-");
    private readonly S3Service _service;
    private RunningEndpoint? _endpoint;

    private S3Fixture()
    {
        Objects = new MemoryObjects(TimeProvider.System);
        _service = new S3Service(Objects, RunningEndpoint.Names, _folder.FullName, TimeProvider.System);
    }

    public MemoryObjects Objects { get; }

    public HttpClient Client => _endpoint!.Client;

    public static async Task<S3Fixture> StartAsync(IReadOnlyList<AccessKey>? keys = null)
    {
        var fixture = new S3Fixture();
        fixture._endpoint = await RunningEndpoint.StartAsync([fixture._service], keys: keys);
        return fixture;
    }

    /// <summary>A request; headers are <c>Name: value</c>.</summary>
    public async Task<Answer> SendAsync(string method, string pathAndQuery, byte[]? body = null, params string[] headers)
    {
        // The path goes out as the test wrote it: no dots resolved, nothing escaped.
        var uri = new Uri(Client.BaseAddress!.GetLeftPart(UriPartial.Authority) + pathAndQuery, AsWritten);
        using var request = new HttpRequestMessage(new HttpMethod(method), uri);
        if (body is not null) request.Content = new ByteArrayContent(body);
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (header[..colon], header[(colon + 1)..].Trim());
            if (name == "Host") request.Headers.Host = value;
            else if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content?.Headers.TryAddWithoutValidation(name, value);
        }
        return await _endpoint!.SendAsync(request);
    }

    public Task<Answer> PutAsync(string key, string body, params string[] headers) =>
        SendAsync("PUT", $"/{Bucket}/{key}", Encoding.UTF8.GetBytes(body), headers);

    public Task<Answer> GetAsync(string keyAndQuery, params string[] headers) =>
        SendAsync("GET", $"/{Bucket}/{keyAndQuery}", null, headers);

    public async ValueTask DisposeAsync()
    {
        await _endpoint!.DisposeAsync();
        _service.Dispose();
        _folder.Delete(recursive: true);
    }
}
