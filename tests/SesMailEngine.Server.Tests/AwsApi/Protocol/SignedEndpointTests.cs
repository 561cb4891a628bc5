using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.Security;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.Protocol;

public sealed class SignedEndpointTests
{
    private static readonly AwsServiceTraits[] Services =
    [
        new("events") { TargetPrefix = "AWSEvents" },
        new("sqs") { TargetPrefix = "AmazonSQS", QueryVersion = "2012-11-05", MaxBodyBytes = 1000 },
        new("lambda") { PathPrefixes = ["/2015-03-31/"], ErrorMessageMember = "Message" },
        new("s3") { RestProtocol = AwsProtocol.RestXml, StreamsBody = true },
    ];

    private static Task<RunningEndpoint> StartAsync() => RunningEndpoint.StartAsync(
        [.. Services.Select(traits => new FakeService(traits))], keys: [new AccessKey("AKID", "long-enough")]);

    private static string Signature(string key, string service) =>
        $"AWS4-HMAC-SHA256 Credential={key}/20261124/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=00";

    [Theory]
    [InlineData("events", null, "MissingAuthenticationTokenException", null)]
    [InlineData("events", "NOBODY", "UnrecognizedClientException", null)]
    [InlineData("sqs", "NOBODY", "UnrecognizedClientException", "InvalidClientTokenId;Sender")]
    public async Task A_JSON_call_that_is_not_signed_by_a_known_key_is_refused(string service, string? key, string error, string? queryError)
    {
        await using var endpoint = await StartAsync();

        var answer = await endpoint.JsonAsync(service == "sqs" ? "AmazonSQS.ListQueues" : "AWSEvents.PutEvents", "{}", change: request =>
        {
            request.Headers.TryAddWithoutValidation("X-Amz-Date", "20261124T000000Z");
            if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", Signature(key, service));
        });

        answer.Status.ShouldBe(403);
        answer.Json.GetProperty("__type").GetString().ShouldBe(error);
        answer.Headers.GetValueOrDefault("x-amzn-query-error").ShouldBe(queryError);
    }

    [Fact]
    public async Task An_unsigned_query_call_is_refused()
    {
        await using var endpoint = await StartAsync();

        var answer = await endpoint.QueryAsync("Action=ListQueues&Version=2012-11-05");

        answer.Status.ShouldBe(403);
        answer.XmlText("Code").ShouldBe("MissingAuthenticationToken");
    }

    [Theory]
    [InlineData(null, 403, "AccessDenied")]
    [InlineData("NOBODY", 403, "InvalidAccessKeyId")]
    public async Task An_S3_call_has_S3s_names(string? key, int status, string error)
    {
        await using var endpoint = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/bucket/key");
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", Signature(key, "s3"));
        request.Headers.TryAddWithoutValidation("X-Amz-Date", "20261124T000000Z");

        var answer = await endpoint.SendAsync(request);

        answer.Status.ShouldBe(status);
        answer.XmlText("Code").ShouldBe(error);
    }

    [Fact]
    public async Task A_REST_call_has_its_error_in_a_header()
    {
        await using var endpoint = await StartAsync();

        var answer = await endpoint.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/2015-03-31/functions/"));

        answer.Status.ShouldBe(403);
        answer.Headers["x-amzn-ErrorType"].ShouldBe("MissingAuthenticationTokenException");
    }

    [Fact]
    public async Task The_body_of_somebody_unknown_is_not_read()
    {
        await using var endpoint = await StartAsync();

        // A body over the limit would be answered with 413 had it been looked at.
        (await endpoint.JsonAsync("AmazonSQS.SendMessage", new string('x', 2000))).Status.ShouldBe(403);
    }
}
