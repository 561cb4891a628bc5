using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.EventBridge;
using SesMailEngine.Aws.Lambda;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Ses;
using SesMailEngine.Aws.Sns;
using SesMailEngine.Aws.Sts;
using SesMailEngine.Aws.Tests.Ses;

namespace SesMailEngine.Aws.Tests.Protocol;

// AWS's own Python client is the judge: what it signs for the request that went out must be what went out.
public sealed class SignatureTests
{
    private const string AccessKey = "AKIDEXAMPLE";
    private const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Token = "a/session+token==";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, Func<AwsClient, Task>> Calls => new()
    {
        { "events", client => new EventBridgeClient(client).PutEventsAsync([new("my.app", "Email Request", """{"ä":"€ 😀"}""", "bus")], Cancel) },
        { "lambda", client => new LambdaClient(client).InvokeAsync("sesmailengine-TemplateSeeder", [], Cancel) },
        { "lambda", client => new LambdaClient(client).InvokeAsync("arn:aws:lambda:eu-central-1:123456789012:function:a b", "{}"u8.ToArray(), Cancel) },
        { "sns", client => new SnsClient(client).PublishAsync("arn:aws:sns:eu-central-1:123456789012:s-SESFeedback", """{"ä":"a b+c&d=e"}""", Cancel) },
        { "cloudformation", client => new CloudFormationClient(client, new(TimeProvider.System, new Random(1))).DeleteStackAsync("my stack+ä", ["EmailTrackingTable"], "token 1", Cancel) },
        { "sts", client => new StsClient(client).GetAccountAsync(Cancel) },
        { "ses", client => new SesTransport(client).SendAsync(Mails.Whole, Cancel) },
        { "ses", client => new SesQuota(client, new(TimeProvider.System, new Random(1))).GetAsync(Cancel) },
        { "ses", client => client.SendAsync(HttpMethod.Put, "ses", "/v2/email/identities/a%40b.example", null, null, [new("X-Amz-Extra", "  two  blanks  ")], Cancel) },
        { "ses", client => client.SendAsync(HttpMethod.Get, "ses", "/", null, null, [], Cancel) },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_signature_is_the_one_that_botocore_makes(string service, Func<AwsClient, Task> call)
    {
        var plain = await SentAsync(service, call, new BasicAWSCredentials(AccessKey, SecretKey));
        var session = await SentAsync(service, call, new SessionAWSCredentials(AccessKey, SecretKey, Token));

        var expected = await BotocoreAsync(Given(plain, service, hasToken: false), Given(session, service, hasToken: true));

        new[] { plain, session }.Select(request => Parts(request)["Signature"]).ShouldBe(expected);
        Parts(plain)["Credential"].ShouldBe($"{AccessKey}/{plain.Headers["X-Amz-Date"][..8]}/eu-central-1/{service}/aws4_request");
        SignedHeaders(plain).ShouldContain("host");
        SignedHeaders(session).ShouldContain("x-amz-security-token");
    }

    [Fact]
    public async Task Everything_goes_to_the_endpoint_that_is_named()
    {
        var handler = new RecordingHandler();
        using var http = new HttpClient(handler);
        var target = new AwsTarget("us-east-1", new BasicAWSCredentials(AccessKey, SecretKey), new Uri("http://127.0.0.1:4566"));

        await new LambdaClient(new AwsClient(http, target)).InvokeAsync("f", [], Cancel);

        handler.Requests[0].Url.ToString().ShouldBe("http://127.0.0.1:4566/2015-03-31/functions/f/invocations");
    }

    [Theory]
    [InlineData("eu-central-1", "https://events.eu-central-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://events.cn-north-1.amazonaws.com.cn/")]
    [InlineData("eu-central-1", "https://email.eu-central-1.amazonaws.com/", "ses")]
    public void Without_an_endpoint_it_is_the_regions(string region, string address, string service = "events") =>
        new AwsTarget(region, new AnonymousAWSCredentials(), null).AddressOf(service).ToString().ShouldBe(address);

    private static async Task<RecordedRequest> SentAsync(string service, Func<AwsClient, Task> call, AWSCredentials credentials)
    {
        var handler = new RecordingHandler(answer: service switch
        {
            "sts" => "<r><Account>123456789012</Account></r>",
            "cloudformation" => "<DeleteStackResponse><DeleteStackResult/></DeleteStackResponse>",
            _ => """{"Entries":[],"MessageId":"m","SendQuota":{"MaxSendRate":1,"Max24HourSend":1,"SentLast24Hours":0}}""",
        });
        using var http = new HttpClient(handler);
        await call(new AwsClient(http, new AwsTarget("eu-central-1", credentials, null)));
        return handler.Requests.ShouldHaveSingleItem();
    }

    private static Dictionary<string, string> Parts(RecordedRequest request)
    {
        var authorization = request.Headers["Authorization"];
        authorization.ShouldStartWith("AWS4-HMAC-SHA256 ");
        return authorization["AWS4-HMAC-SHA256 ".Length..].Split(", ").Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
    }

    private static string[] SignedHeaders(RecordedRequest request) => Parts(request)["SignedHeaders"].Split(';');

    private static JsonObject Given(RecordedRequest request, string service, bool hasToken) => new()
    {
        ["accessKey"] = AccessKey,
        ["secretKey"] = SecretKey,
        ["token"] = hasToken ? Token : null,
        ["service"] = service,
        ["region"] = "eu-central-1",
        ["method"] = request.Method,
        ["url"] = request.Url.AbsoluteUri,
        ["headers"] = new JsonObject(SignedHeaders(request).Select(name =>
            KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(name == "host" ? request.Url.Authority : request.Headers[name])))),
        ["body"] = Convert.ToBase64String(request.Body),
        ["timestamp"] = request.Headers["X-Amz-Date"],
    };

    private static async Task<string[]> BotocoreAsync(params JsonNode[] given)
    {
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Protocol", "sign.py"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
        })!;
        await python.StandardInput.WriteAsync(new JsonArray(given).ToJsonString());
        python.StandardInput.Close();
        var answer = await python.StandardOutput.ReadToEndAsync(Cancel);
        await python.WaitForExitAsync(Cancel);
        return JsonSerializer.Deserialize<string[]>(answer)!;
    }
}
