using System.IO.Compression;
using System.Text;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.Protocol;

public sealed class AwsDispatcherTests
{
    private static readonly AwsServiceTraits Events = new("events") { TargetPrefix = "AWSEvents", ErrorNamespace = "ns#" };

    private static readonly AwsServiceTraits Sqs = new("sqs")
    {
        TargetPrefix = "AmazonSQS",
        QueryVersion = "2012-11-05",
        XmlNamespace = "urn:sqs",
        MaxBodyBytes = 1000,
    };

    private static readonly AwsServiceTraits Lambda = new("lambda") { PathPrefixes = ["/2015-03-31/"] };

    private static readonly AwsServiceTraits S3 = new("s3") { RestProtocol = AwsProtocol.RestXml, StreamsBody = true };

    private static Task<RunningEndpoint> StartAsync(Func<AwsRequest, CancellationToken, Task>? answer = null, ListLog? log = null) =>
        RunningEndpoint.StartAsync(
            [.. new[] { Events, Sqs, Lambda, S3 }.Select(traits => new FakeService(traits) { Answer = answer })], log: log);

    private const string Signed = "AWS4-HMAC-SHA256 Credential=AKID/20261124/us-east-1/SERVICE/aws4_request, SignedHeaders=host, Signature=00";

    [Theory]
    [InlineData("POST", "/", null, "AWSEvents.PutEvents", "application/x-amz-json-1.1", "{}", "events Json11 PutEvents")]
    [InlineData("POST", "/", null, "AmazonSQS.SendMessage", "application/x-amz-json-1.0", "{}", "sqs Json10 SendMessage")]
    [InlineData("POST", "/", null, null, "application/x-www-form-urlencoded; charset=utf-8", "Action=ListQueues&Version=2012-11-05", "sqs Query ListQueues")]
    [InlineData("POST", "/000000000000/q", null, null, "application/x-www-form-urlencoded", "Action=PurgeQueue", "sqs Query PurgeQueue")]
    [InlineData("POST", "/", "sqs", null, "application/x-www-form-urlencoded", "Action=ListQueues", "sqs Query ListQueues")]
    [InlineData("GET", "/?Action=ListQueues&Version=2012-11-05", null, null, null, null, "sqs Query ListQueues")]
    [InlineData("GET", "/2015-03-31/functions/", null, null, null, null, "lambda RestJson ")]
    [InlineData("GET", "/2015-03-31/functions/", "s3", null, null, null, "s3 RestXml ")]
    [InlineData("GET", "/bucket/key", null, null, null, null, "s3 RestXml ")]
    [InlineData("GET", "/bucket?X-Amz-Credential=A%2F20261124%2Fus-east-1%2Fs3%2Faws4_request", null, null, null, null, "s3 RestXml ")]
    [InlineData("POST", "/", "events", "AWSEvents.PutRule", "application/x-amz-json-1.1", "{}", "events Json11 PutRule")]
    public async Task A_request_is_told_apart(
        string method, string path, string? scope, string? target, string? contentType, string? body, string expected)
    {
        await using var endpoint = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (scope is not null) request.Headers.TryAddWithoutValidation("Authorization", Signed.Replace("SERVICE", scope, StringComparison.Ordinal));
        if (target is not null) request.Headers.Add("X-Amz-Target", target);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        (await endpoint.SendAsync(request)).Body.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Foo.Bar", "1.1")]
    [InlineData("NoDotAtAll", "1.0")]
    public async Task A_target_of_a_service_that_is_not_here_is_an_unknown_operation(string target, string version)
    {
        await using var endpoint = await StartAsync();

        var answer = await endpoint.JsonAsync(target, "{}", version);

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("__type").GetString().ShouldBe("UnknownOperationException");
        answer.Headers["Content-Type"].ShouldBe($"application/x-amz-json-{version}");
        answer.Headers["x-amzn-ErrorType"].ShouldBe("UnknownOperationException");
    }

    [Fact]
    public async Task An_unknown_operation_is_logged_once()
    {
        var log = new ListLog();
        await using var endpoint = await StartAsync((request, _) => throw request.UnknownOperation(), log);

        await endpoint.JsonAsync("AWSEvents.CreateArchive", "{}");
        await endpoint.JsonAsync("AWSEvents.CreateArchive", "{}");

        log.Entries.ShouldHaveSingleItem().Message.ShouldContain("events CreateArchive");
    }

    [Fact]
    public async Task A_query_error_is_XML_with_the_request_id_of_the_header()
    {
        await using var endpoint = await StartAsync((_, _) =>
            throw new AwsException("QueueDoesNotExist", "No such <queue>.") { QueryCode = "AWS.SimpleQueueService.NonExistentQueue" });

        var answer = await endpoint.QueryAsync("Action=GetQueueUrl&Version=2012-11-05");

        answer.Status.ShouldBe(400);
        answer.Xml.Name.ToString().ShouldBe("{urn:sqs}ErrorResponse");
        answer.XmlText("Type").ShouldBe("Sender");
        answer.XmlText("Code").ShouldBe("AWS.SimpleQueueService.NonExistentQueue");
        answer.XmlText("Message").ShouldBe("No such <queue>.");
        answer.XmlText("RequestId").ShouldBe(answer.Headers["x-amzn-RequestId"]);
    }

    [Fact]
    public async Task A_JSON_error_carries_its_query_era_name_in_a_header()
    {
        await using var endpoint = await StartAsync((_, _) =>
            throw new AwsException("QueueDoesNotExist", "None.") { QueryCode = "AWS.SimpleQueueService.NonExistentQueue" });

        var answer = await endpoint.JsonAsync("AmazonSQS.GetQueueUrl", "{}");

        answer.Headers["x-amzn-query-error"].ShouldBe("AWS.SimpleQueueService.NonExistentQueue;Sender");
    }

    [Fact]
    public async Task An_S3_error_has_the_resource_and_S3s_own_id_headers()
    {
        await using var endpoint = await StartAsync((_, _) =>
            throw new AwsException("NoSuchKey", "None.", 404) { Details = [new("Key", "a&b")] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/bucket/a%26b");

        var answer = await endpoint.SendAsync(request);

        answer.Status.ShouldBe(404);
        answer.Xml.Name.ToString().ShouldBe("Error");
        answer.XmlText("Key").ShouldBe("a&b");
        answer.XmlText("Resource").ShouldBe("/bucket/a%26b");
        answer.XmlText("RequestId").ShouldBe(answer.Headers["x-amz-request-id"]);
    }

    [Fact]
    public async Task What_nobody_expected_is_a_500_in_shape_and_logged_without_being_told()
    {
        var log = new ListLog();
        await using var endpoint = await StartAsync((_, _) => throw new InvalidOperationException("a secret path"), log);

        var answer = await endpoint.JsonAsync("AWSEvents.PutEvents", "{}", "1.1");

        answer.Status.ShouldBe(500);
        answer.Json.GetProperty("__type").GetString().ShouldBe("ns#InternalFailure");
        answer.Body.ShouldNotContain("secret");
        log.Entries.ShouldHaveSingleItem().Exception.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task A_store_that_does_not_answer_now_is_a_503_that_clients_retry()
    {
        await using var endpoint = await StartAsync((_, _) => throw new PortException("disk full", isTransient: true));

        (await endpoint.JsonAsync("AWSEvents.PutEvents", "{}")).Status.ShouldBe(503);
    }

    [Fact]
    public async Task A_refusal_a_store_names_is_passed_on()
    {
        await using var endpoint = await StartAsync((_, _) =>
            throw new PortException("It has targets.", isTransient: false, "ValidationException"));

        var answer = await endpoint.JsonAsync("AWSEvents.DeleteRule", "{}");

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("__type").GetString().ShouldBe("ns#ValidationException");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        await using var endpoint = await StartAsync();

        var answer = await endpoint.JsonAsync("AmazonSQS.SendMessage", new string('x', 1001));

        answer.Status.ShouldBe(413);
        answer.Json.GetProperty("__type").GetString().ShouldBe("RequestEntityTooLarge");
    }

    [Theory]
    [InlineData(900, 200)]
    [InlineData(1001, 413)]
    public async Task The_limit_holds_for_what_gzip_unpacks(int size, int status)
    {
        await using var endpoint = await StartAsync();

        var answer = await endpoint.JsonAsync("AmazonSQS.SendMessage", "", change: request =>
        {
            var type = request.Content!.Headers.ContentType;
            request.Content = new ByteArrayContent(Gzip(new string(' ', size)));
            request.Content.Headers.ContentType = type;
            request.Content.Headers.ContentEncoding.Add("gzip");
        });

        answer.Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_body_that_says_gzip_and_is_not_is_the_callers_error()
    {
        await using var endpoint = await StartAsync();

        var answer = await endpoint.JsonAsync("AmazonSQS.SendMessage", "plain", change: request => request.Content!.Headers.ContentEncoding.Add("gzip"));

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("__type").GetString().ShouldBe("SerializationException");
    }

    [Theory]
    [InlineData("Version=2012-11-05", "MissingAction")]
    [InlineData("Action=%FF%FE&Version=2012-11-05", "SerializationException")]
    [InlineData("Action=DescribeInstances&Version=2016-11-15", "UnknownOperationException")]
    public async Task A_malformed_form_is_a_4xx_in_shape(string form, string code)
    {
        await using var endpoint = await StartAsync();

        var answer = await endpoint.QueryAsync(form);

        answer.Status.ShouldBe(400);
        answer.XmlText("Code").ShouldBe(code);
    }

    private static byte[] Gzip(string text)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }
}
