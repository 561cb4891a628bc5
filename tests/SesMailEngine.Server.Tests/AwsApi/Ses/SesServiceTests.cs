using System.Text;
using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Simulator;
using SesMailEngine.Server.AwsApi.Ses;
using SesMailEngine.Server.Tests.AwsApi.DynamoDb;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.Ses;

public sealed class SesServiceTests : IAsyncLifetime
{
    private const string Version = "&Version=2010-12-01";
    private const string SendV1 = "Action=SendEmail&Version=2010-12-01&Source=a%40acme.example&Destination.ToAddresses.member.1=jo%40example.com"
        + "&Message.Subject.Data=s&Message.Body.Text.Data=t";
    private const string SendV2 = """
        {"FromEmailAddress":"a@acme.example","Destination":{"ToAddresses":["jo@example.com"]},
         "Content":{"Simple":{"Subject":{"Data":"s"},"Body":{"Text":{"Data":"t"}}}}}
        """;

    private readonly FakeSending _sending = new();
    private readonly MemoryTables _tables = new();
    private readonly ListLog _log = new();
    private RunningEndpoint _endpoint = null!;

    public async ValueTask InitializeAsync()
    {
        var names = RunningEndpoint.Names;
        var identities = new SenderIdentities(new EngineSettings { Names = names, DefaultSenderEmail = "Hello@acme.example" });
        _endpoint = await RunningEndpoint.StartAsync(
            [new SesService(new(names, identities, _sending, _sending, _tables, TimeProvider.System), new([names.ConfigurationSet], _sending))], log: _log);
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    private Task<Answer> CallAsync(string method, string path, string? body = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return _endpoint.SendAsync(request);
    }

    private Task<Answer> SendAsync(string body) => CallAsync("POST", "/v2/email/outbound-emails", body);

    [Fact]
    public async Task Version_1_sends()
    {
        var answer = await _endpoint.QueryAsync(SendV1 + "&Tags.member.1.Name=a&Tags.member.1.Value=b&ReplyToAddresses=&ConfigurationSetName=sesmailengine-ConfigSet");

        answer.XmlText("MessageId").ShouldBe("0100");
        var mail = _sending.Mails.ShouldHaveSingleItem();
        (mail.Operation, mail.Subject, mail.Text, mail.ConfigurationSet).ShouldBe(("SendEmail", "s", "t", "sesmailengine-ConfigSet"));
        mail.Tags.ShouldBe([new("a", "b")]);
    }

    [Fact]
    public async Task Version_2_sends_with_headers_and_attachments()
    {
        var answer = await SendAsync("""
            {"FromEmailAddress":"A <a@acme.example>","Destination":{"ToAddresses":["jo@example.com"],"CcAddresses":["JO@example.com"],"BccAddresses":["b@example.com"]},
             "Content":{"Simple":{"Subject":{"Data":"s","Charset":"UTF-8"},"Body":{"Html":{"Data":"<p>"}},"Headers":[{"Name":"X-A","Value":"1"}],
              "Attachments":[{"FileName":"bill.pdf","RawContent":"AQID","ContentDisposition":"ATTACHMENT"},{"FileName":"x","ContentType":"text/csv","RawContent":""}]}}}
            """);

        answer.Json.GetProperty("MessageId").GetString().ShouldBe("0100");
        var mail = _sending.Mails.ShouldHaveSingleItem();
        mail.From.DisplayName.ShouldBe("A");
        mail.Recipients.Select(r => r.Value).ShouldBe(["jo@example.com", "b@example.com"]);
        mail.Headers.ShouldBe([new("X-A", "1")]);
        mail.Attachments.ShouldBe([new("bill.pdf", "application/pdf", 3), new("x", "text/csv", 0)]);
    }

    [Theory]
    [InlineData("Throttling", "Throttling", 400, "TooManyRequestsException", 429)]
    [InlineData("TooManyRequestsException", "Throttling", 400, "TooManyRequestsException", 429)]
    [InlineData("LimitExceededException", "Throttling", 400, "TooManyRequestsException", 429)]
    [InlineData("MessageRejected", "MessageRejected", 400, "MessageRejected", 400)]
    [InlineData("ServiceUnavailable", "ServiceUnavailable", 503, "ServiceUnavailable", 503)]
    public async Task A_refused_mail_is_worded_as_each_version_words_it(string error, string code1, int status1, string code2, int status2)
    {
        _sending.Answer = new TransportResult(TransportAnswer.RefusedForNow, ErrorName: error, ErrorMessage: "why");

        var first = await _endpoint.QueryAsync(SendV1);
        var second = await SendAsync(SendV2);

        (first.XmlText("Code"), first.Status).ShouldBe((code1, status1));
        (second.Headers["x-amzn-ErrorType"], second.Status).ShouldBe((code2, status2));
        second.Headers.ContainsKey("x-amzn-query-error").ShouldBeFalse();
    }

    [Theory]
    [InlineData("&Destination.Copies.member.1=x", "ValidationError")]
    [InlineData("&SourceArn=arn", "ValidationError")]
    [InlineData("&ConfigurationSetName=other", "ConfigurationSetDoesNotExist")]
    [InlineData("&Message.Subject.Charset=a%20b", "InvalidParameterValue")]
    [InlineData("&Tags.member.1.Name=a", "ValidationError")]
    [InlineData("&Tags.member.1.Name=a&Tags.member.1.Value=b%20c", "InvalidParameterValue")]
    [InlineData("&Destination.CcAddresses.member.1=x", "InvalidParameterValue")]
    [InlineData("&ReturnPath=x", "InvalidParameterValue")]
    public async Task What_version_1_cannot_send_is_refused(string more, string code)
    {
        var answer = await _endpoint.QueryAsync(SendV1 + more);

        (answer.Status, answer.XmlText("Code")).ShouldBe((400, code));
        _sending.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"s\"", "\"s\\nBcc: x@example.com\"", "BadRequestException")]
    [InlineData("\"Data\":\"t\"", "\"Charset\":\"UTF-8\"", "BadRequestException")]
    [InlineData("\"Simple\":{", "\"Raw\":{\"Data\":\"\"},\"Simple\":{", "BadRequestException")]
    [InlineData("\"Simple\":{", "\"Template\":{},\"Simple\":{", "BadRequestException")]
    [InlineData("\"Simple\":{", "\"Simple\":{\"Headers\":[{\"Name\":\"To\",\"Value\":\"x\"}],", "BadRequestException")]
    [InlineData("\"Simple\":{", "\"Simple\":{\"Headers\":[{\"Name\":\"X-A\",\"Value\":\"x\\r\\nTo: y\"}],", "BadRequestException")]
    [InlineData("\"Simple\":{", "\"Simple\":{\"Headers\":[{\"Name\":\"X A:\",\"Value\":\"x\"}],", "BadRequestException")]
    [InlineData("\"Simple\":{", "\"Simple\":{\"Attachments\":[{\"FileName\":\"a\\nb\",\"RawContent\":\"\"}],", "BadRequestException")]
    [InlineData("\"Simple\":{", "\"Simple\":{\"Attachments\":[{\"FileName\":\"a\",\"RawContent\":\"?\"}],", "SerializationException")]
    [InlineData("\"Simple\":{", "\"Simple\":{\"Attachments\":[3],", "SerializationException")]
    [InlineData("{\"FromEmailAddress\"", "{\"TenantName\":\"x\",\"FromEmailAddress\"", "ValidationException")]
    [InlineData("a@acme.example", "acme", "BadRequestException")]
    [InlineData("\"jo@example.com\"", "", "BadRequestException")]
    public async Task What_version_2_cannot_send_is_refused(string there, string instead, string code)
    {
        var body = SendV2.Replace(there, instead, StringComparison.Ordinal);
        body.ShouldNotBe(SendV2);

        var answer = await SendAsync(body);

        (answer.Status, answer.Headers["x-amzn-ErrorType"]).ShouldBe((400, code));
        _sending.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_template_is_refused_with_the_way_to_go() =>
        (await SendAsync("""{"Content":{"Template":{"TemplateName":"x"}}}""")).Json.GetProperty("message").GetString()!
            .ShouldContain("Email Request event");

    [Fact]
    public async Task A_mail_longer_than_version_1_takes_is_refused()
    {
        // Whoever does not sign may not send so much: the host cannot tell for whom it is before it has read it.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20261125/us-east-1/ses/aws4_request, SignedHeaders=host, Signature=0");
        request.Content = new StringContent(
            SendV1.Replace("Text.Data=t", "Text.Data=" + new string('x', 10 << 20), StringComparison.Ordinal), new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded"));

        var answer = await _endpoint.SendAsync(request);

        answer.XmlText("Message")!.ShouldStartWith("Message length is more than 10485760 bytes long");
    }

    [Theory]
    [InlineData(0, 0, "-1.0", -1)]
    [InlineData(1.5, 200, "200.0", 200)]
    public async Task Both_versions_tell_the_quota(double rate, double daily, string text, double number)
    {
        _sending.Quota = new SendQuota(rate, daily, 7);

        (await _endpoint.QueryAsync("Action=GetSendQuota" + Version)).XmlText("Max24HourSend").ShouldBe(text);
        var quota = (await CallAsync("GET", "/v2/email/account")).Json.GetProperty("SendQuota");
        quota.GetProperty("Max24HourSend").GetDouble().ShouldBe(number);
        quota.GetProperty("SentLast24Hours").GetDouble().ShouldBe(7);
    }

    [Fact]
    public async Task Statistics_are_told()
    {
        _sending.Points.Add(new(new(2026, 11, 25, 1, 15, 0, TimeSpan.Zero), 4, 3, 2, 1));

        var answer = await _endpoint.QueryAsync("Action=GetSendStatistics" + Version);

        string.Join(' ', answer.Xml.Descendants().Where(e => !e.HasElements).Select(e => e.Value)).ShouldStartWith("2026-11-25T01:15:00.000Z 4 3 2 1");
    }

    [Theory]
    [InlineData("acme.example", "DOMAIN")]
    [InlineData("hello@acme.example", "EMAIL_ADDRESS")]
    public async Task An_identity_is_told(string name, string type)
    {
        (await CallAsync("GET", "/v2/email/identities/" + Uri.EscapeDataString(name))).Json.GetProperty("IdentityType").GetString().ShouldBe(type);
        (await _endpoint.QueryAsync($"Action=GetIdentityVerificationAttributes&Identities.member.1={name}{Version}")).XmlText("VerificationStatus")
            .ShouldBe("Success");
    }

    [Fact]
    public async Task An_unknown_identity_is_not_there_and_the_refusal_says_what_that_means()
    {
        var answer = await CallAsync("GET", "/v2/email/identities/other.example");

        (answer.Status, answer.Headers["x-amzn-ErrorType"]).ShouldBe((404, "NotFoundException"));
        answer.Json.GetProperty("message").GetString()!.ShouldContain("RequireVerifiedSender");
        (await _endpoint.QueryAsync("Action=GetIdentityVerificationAttributes&Identities.member.1=other.example" + Version)).XmlText("entry").ShouldBeNull();
    }

    [Fact]
    public async Task Suppressed_addresses_come_in_pages_by_reason()
    {
        for (var i = 0; i < 5; i++) await CallAsync("PUT", "/v2/email/suppression/addresses", $$"""{"EmailAddress":"A{{i}}@example.com","Reason":"{{(i == 2 ? "COMPLAINT" : "BOUNCE")}}"}""");

        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = (await CallAsync("GET", "/v2/email/suppression/addresses?PageSize=2&Reason=BOUNCE" + (token is null ? "" : "&NextToken=" + Uri.EscapeDataString(token)))).Json;
            seen.AddRange(page.GetProperty("SuppressedDestinationSummaries").EnumerateArray().Select(e => e.GetProperty("EmailAddress").GetString()!));
            token = page.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null && seen.Count < 10);

        seen.ShouldBe(["a0@example.com", "a1@example.com", "a3@example.com", "a4@example.com"]);
    }

    [Theory]
    [InlineData("GET", "/v2/email/suppression/addresses/none%40example.com", 404, "NotFoundException")]
    [InlineData("DELETE", "/v2/email/suppression/addresses/none%40example.com", 404, "NotFoundException")]
    [InlineData("GET", "/v2/email/suppression/addresses/x", 400, "BadRequestException")]
    [InlineData("GET", "/v2/email/suppression/addresses?Reason=SPAM", 400, "BadRequestException")]
    [InlineData("GET", "/v2/email/suppression/addresses?StartDate=soon", 400, "BadRequestException")]
    [InlineData("GET", "/v2/email/suppression/addresses?NextToken=x", 400, "InvalidNextTokenException")]
    [InlineData("GET", "/v2/email/identities?PageSize=0", 400, "BadRequestException")]
    [InlineData("GET", "/v2/email/identities?NextToken=bWFkZSB1cA==", 400, "InvalidNextTokenException")]
    [InlineData("GET", "/v2/email/identities?Size=1", 400, "ValidationException")]
    [InlineData("GET", "/v2/email/configuration-sets/other", 404, "NotFoundException")]
    [InlineData("GET", "/v2/email/contact-lists", 400, "UnknownOperationException")]
    [InlineData("DELETE", "/v2/email/account", 400, "UnknownOperationException")]
    public async Task What_is_not_there_is_refused_in_shape(string method, string path, int status, string code)
    {
        var answer = await CallAsync(method, path);

        (answer.Status, answer.Headers["x-amzn-ErrorType"]).ShouldBe((status, code));
        answer.Json.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("Action=ListTemplates", "UnknownOperationException")]
    [InlineData("Action=ListIdentities&NextToken=x", "InvalidParameterValue")]
    [InlineData("Action=ListIdentities&MaxItems=x", "InvalidParameterValue")]
    [InlineData("Action=ListIdentities&IdentityType=x", "InvalidParameterValue")]
    [InlineData("Action=DescribeConfigurationSet", "ValidationError")]
    [InlineData("Action=DescribeConfigurationSet&ConfigurationSetName=other", "ConfigurationSetDoesNotExist")]
    [InlineData("Action=GetSendQuota&Extra=1", "ValidationError")]
    [InlineData("Action=SendRawEmail&RawMessage.Data=%25", "InvalidParameterValue")]
    public async Task Version_1_refuses_in_shape(string form, string code) =>
        (await _endpoint.QueryAsync(form + Version)).XmlText("Code").ShouldBe(code);

    [Fact]
    public async Task Mutated_requests_never_break_the_host()
    {
        var random = new Random(20261125);
        var raw = Convert.ToBase64String("From: a@b.example\r\nTo: c@d.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nt\r\n--x--"u8);
        string[] bodies = [SendV2, "{\"Content\":{\"Raw\":{\"Data\":\"" + raw + "\"}}}"];
        for (var i = 0; i < 600; i++)
        {
            var body = new StringBuilder(bodies[i % 2]);
            for (var n = random.Next(1, 4); n > 0; n--) body[random.Next(body.Length)] = "\0\"\\{}[],:=é9A"[random.Next(13)];
            var answer = await SendAsync(body.ToString());
            answer.Status.ShouldBeLessThan(500, body.ToString());
            answer.Json.ValueKind.ShouldBe(JsonValueKind.Object);
        }
        _log.Entries.ShouldNotContain(entry => entry.Level == LogLevel.Error);
    }
}
