using Amazon.Runtime;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Ses;
using SesMailEngine.Aws.Tests.Faults;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Aws.Tests.Ses;

// Whether a mail may be sent again hangs on these: real sockets, and every way they end.
public sealed class SesTransportFaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, "MessageRejected", TransportAnswer.RefusedForGood)]
    [InlineData(400, "MailFromDomainNotVerifiedException", TransportAnswer.RefusedForGood)]
    [InlineData(404, "NotFoundException", TransportAnswer.RefusedForGood)]
    [InlineData(400, "SendingPausedException", TransportAnswer.RefusedForGood)]
    [InlineData(400, "AccountSuspendedException", TransportAnswer.RefusedForGood)]
    [InlineData(400, "BadRequestException", TransportAnswer.RefusedForGood)]
    [InlineData(429, "TooManyRequestsException", TransportAnswer.RefusedForNow)]
    [InlineData(400, "LimitExceededException", TransportAnswer.RefusedForNow)]
    [InlineData(400, "ThrottlingException", TransportAnswer.RefusedForNow)]
    [InlineData(403, "ExpiredTokenException", TransportAnswer.RefusedForNow)]
    [InlineData(403, "AccessDeniedException", TransportAnswer.RefusedForNow)]
    [InlineData(500, "InternalServiceErrorException", TransportAnswer.RefusedForNow)]
    [InlineData(503, "ServiceUnavailable", TransportAnswer.RefusedForNow)]
    [InlineData(418, "NobodyKnowsThisException", TransportAnswer.RefusedForNow)]
    public async Task An_error_that_SES_names_says_that_nothing_was_sent(int status, string name, TransportAnswer answer)
    {
        using var server = new RawServer(Http(status, """{"message":"Maximum sending rate exceeded"}""", $"x-amzn-ErrorType: {name}:http://internal.amazon.com/\r\n"));
        var result = await SendAsync(server.Address);
        result.ShouldBe(new TransportResult(answer, null, name, "Maximum sending rate exceeded"));
        server.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData(500, TransportAnswer.Ambiguous)]
    [InlineData(502, TransportAnswer.Ambiguous)]
    [InlineData(504, TransportAnswer.Ambiguous)]
    [InlineData(403, TransportAnswer.RefusedForNow)]
    [InlineData(404, TransportAnswer.RefusedForNow)]
    [InlineData(301, TransportAnswer.RefusedForNow)]
    public async Task An_answer_that_is_not_SESs_is_doubtful_where_SES_may_have_the_mail(int status, TransportAnswer answer)
    {
        using var server = new RawServer(Http(status, "<html>Gateway</html>"));
        (await SendAsync(server.Address)).Answer.ShouldBe(answer);
        server.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"MessageId":""}""")]
    [InlineData("[]")]
    public async Task An_acceptance_without_a_message_id_is_doubtful(string body)
    {
        using var server = new RawServer(Http(200, body));
        (await SendAsync(server.Address)).ShouldBe(new TransportResult(TransportAnswer.Ambiguous, null, "InvalidResponse", "SES answered without a message id."));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"MessageId\":")]
    [InlineData("HTTP/1.1 ")]
    [InlineData("what?\r\n\r\n")]
    public async Task A_connection_that_breaks_after_the_request_went_out_is_doubtful_and_not_tried_again(string? answer)
    {
        using var server = new RawServer(answer);
        var result = await SendAsync(server.Address);
        (result.Answer, result.ErrorName).ShouldBe((TransportAnswer.Ambiguous, "ConnectionError"));
        server.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_kept_alive_that_breaks_is_not_tried_again_either()
    {
        using var server = new RawServer(Http(200, """{"MessageId":"ses-1"}"""));
        using var http = AwsHttp.Create(TimeSpan.FromSeconds(10));
        var transport = Transport(http, server.Address);
        (await transport.SendAsync(Mails.Whole, Cancel)).Answer.ShouldBe(TransportAnswer.Accepted);
        // The server said "keep alive" and hung up: whatever comes of it, each send is at most one request.
        var result = await transport.SendAsync(Mails.Whole, Cancel);
        server.Requests.ShouldBe(result.Answer == TransportAnswer.Accepted ? 2 : 1);
    }

    [Fact]
    public async Task Silence_after_the_request_went_out_is_doubtful()
    {
        using var server = new RawServer(null, hangsUp: false);
        using var http = AwsHttp.Create(TimeSpan.FromMilliseconds(200));
        var result = await Transport(http, server.Address).SendAsync(Mails.Whole, Cancel);
        (result.Answer, result.ErrorName).ShouldBe((TransportAnswer.Ambiguous, "Timeout"));
    }

    [Fact]
    public async Task Cancelling_after_the_request_went_out_is_doubtful()
    {
        using var cancel = new CancellationTokenSource();
        using var server = new RawServer(null, hangsUp: false) { OnRequest = cancel.Cancel };
        using var http = AwsHttp.Create(TimeSpan.FromSeconds(10));
        var result = await Transport(http, server.Address).SendAsync(Mails.Whole, cancel.Token);
        (result.Answer, result.ErrorName).ShouldBe((TransportAnswer.Ambiguous, "Cancelled"));
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_went_out()
    {
        using var server = new RawServer(null);
        var address = server.Address;
        server.Dispose();
        var result = await SendAsync(address);
        (result.Answer, result.ErrorName).ShouldBe((TransportAnswer.RefusedForNow, "ConnectionError"));
    }

    [Fact]
    public async Task Without_credentials_nothing_goes_out()
    {
        using var server = new RawServer(Http(200, """{"MessageId":"ses-1"}"""));
        using var http = AwsHttp.Create(TimeSpan.FromSeconds(10));
        var transport = new SesTransport(new AwsClient(http, new AwsTarget("us-east-1", new NoCredentials(), server.Address)));
        var result = await transport.SendAsync(Mails.Whole, Cancel);
        (result.Answer, result.ErrorName).ShouldBe((TransportAnswer.RefusedForNow, "NoCredentials"));
        server.Requests.ShouldBe(0);
    }

    private static async Task<TransportResult> SendAsync(Uri address)
    {
        using var http = AwsHttp.Create(TimeSpan.FromSeconds(10));
        return await Transport(http, address).SendAsync(Mails.Whole, Cancel);
    }

    private static SesTransport Transport(HttpClient http, Uri address) =>
        new(new AwsClient(http, new AwsTarget("us-east-1", new BasicAWSCredentials("a", "b"), address)));

    private static string Http(int status, string body, string headers = "") =>
        $"HTTP/1.1 {status} Some\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}";

    private sealed class NoCredentials : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => throw new AmazonClientException("The role gives no credentials.");

        public override Task<ImmutableCredentials> GetCredentialsAsync() => throw new AmazonClientException("The role gives no credentials.");
    }
}
