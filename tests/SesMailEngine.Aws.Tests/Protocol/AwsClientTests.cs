using System.Net;
using Amazon.Runtime;
using SesMailEngine.Aws.EventBridge;
using SesMailEngine.Aws.Lambda;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Sts;

namespace SesMailEngine.Aws.Tests.Protocol;

public sealed class AwsClientTests
{
    private static readonly AwsTarget Target = new("us-east-1", new BasicAWSCredentials("a", "b"), new Uri("http://127.0.0.1:1"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"__type":"ResourceNotFoundException","message":"Not here."}""", "ResourceNotFoundException", "Not here.")]
    [InlineData("""{"__type":"com.amazonaws.dynamodb.v20120810#ValidationException","Message":"Bad."}""", "ValidationException", "Bad.")]
    [InlineData("""{"code":"Throttling","message":"Slow down."}""", "Throttling", "Slow down.")]
    [InlineData("""{"__type":1,"message":{}}""", "Http400", "HTTP status 400")]
    [InlineData("""["x"]""", "Http400", "HTTP status 400")]
    [InlineData("", "Http400", "HTTP status 400")]
    [InlineData("<ErrorResponse xmlns='https://sts.amazonaws.com/doc/2011-06-15/'><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>Who?</Message></Error></ErrorResponse>", "InvalidClientTokenId", "Who?")]
    [InlineData("<Error><Code>NoSuchBucket</Code></Error>", "NoSuchBucket", "HTTP status 400")]
    [InlineData("<html><body>Bad gateway</body></html>", "Http400", "<html><body>Bad gateway</body></html>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><x><Code>&a;</Code></x>", "Http400", "<!DOCTYPE x [<!ENTITY a 'b'>]><x><Code>&a;</Code></x>")]
    public async Task An_error_has_the_services_name_and_words(string body, string code, string message)
    {
        var error = await FailsAsync(new RecordingHandler(HttpStatusCode.BadRequest, body));

        (error.Code, error.Message, error.StatusCode).ShouldBe((code, message, 400));
    }

    [Fact]
    public async Task The_header_names_the_error_before_the_body_does()
    {
        var error = await FailsAsync(new RecordingHandler(
            HttpStatusCode.NotFound, """{"Type":"User","Message":"Function not found"}""", ("x-amzn-ErrorType", "ResourceNotFoundException:http://internal.example/")));

        (error.Code, error.Message, error.StatusCode).ShouldBe(("ResourceNotFoundException", "Function not found", 404));
    }

    [Fact]
    public async Task A_long_page_is_cut()
    {
        (await FailsAsync(new RecordingHandler(HttpStatusCode.BadGateway, new string('x', 10_000)))).Message.Length.ShouldBe(2_000);
    }

    [Fact]
    public async Task When_nobody_answers_the_status_is_zero()
    {
        using var http = new HttpClient();

        var error = await Should.ThrowAsync<AwsServiceException>(() => new LambdaClient(new AwsClient(http, Target)).InvokeAsync("f", [], Cancel));

        (error.Code, error.StatusCode).ShouldBe(("ConnectionError", 0));
        error.Message.ShouldStartWith("Nothing answers at http://127.0.0.1:1: ");
    }

    [Fact]
    public async Task When_nobody_answers_in_time_the_status_is_zero()
    {
        using var http = new HttpClient(new SilentHandler()) { Timeout = TimeSpan.FromMilliseconds(20) };

        var error = await Should.ThrowAsync<AwsServiceException>(() => new LambdaClient(new AwsClient(http, Target)).InvokeAsync("f", [], Cancel));

        (error.Code, error.StatusCode).ShouldBe(("Timeout", 0));
    }

    [Fact]
    public async Task A_function_that_fails_is_an_error_of_its_own_name()
    {
        using var http = new HttpClient(new RecordingHandler(HttpStatusCode.OK, """{"errorMessage":"x"}""", ("X-Amz-Function-Error", "Unhandled")));

        var error = await Should.ThrowAsync<AwsServiceException>(() => new LambdaClient(new AwsClient(http, Target)).InvokeAsync("f", [], Cancel));

        (error.Code, error.Message).ShouldBe(("Unhandled", """{"errorMessage":"x"}"""));
    }

    [Fact]
    public async Task Events_are_answered_one_by_one()
    {
        var handler = new RecordingHandler(answer: """{"FailedEntryCount":1,"Entries":[{"EventId":"e-1"},{"ErrorCode":"InternalFailure","ErrorMessage":"No."}]}""");
        using var http = new HttpClient(handler);

        var answers = await new EventBridgeClient(new AwsClient(http, Target)).PutEventsAsync([new("s", "t", "{}", "b"), new("s", "t", "{}", "b")], Cancel);

        answers.ShouldBe([new("e-1", null, null), new(null, "InternalFailure", "No.")]);
        handler.Requests[0].Headers["X-Amz-Target"].ShouldBe("AWSEvents.PutEvents");
        handler.Requests[0].Headers["Content-Type"].ShouldBe("application/x-amz-json-1.1");
    }

    [Fact]
    public async Task The_account_is_the_one_of_the_credentials()
    {
        using var http = new HttpClient(new RecordingHandler(answer:
            "<GetCallerIdentityResponse xmlns='https://sts.amazonaws.com/doc/2011-06-15/'><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"));

        (await new StsClient(new AwsClient(http, Target)).GetAccountAsync(Cancel)).ShouldBe("123456789012");
    }

    private static async Task<AwsServiceException> FailsAsync(RecordingHandler handler)
    {
        using var http = new HttpClient(handler);
        return await Should.ThrowAsync<AwsServiceException>(() => new LambdaClient(new AwsClient(http, Target)).InvokeAsync("f", [], Cancel));
    }

    private sealed class SilentHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new HttpResponseMessage();
        }
    }
}
