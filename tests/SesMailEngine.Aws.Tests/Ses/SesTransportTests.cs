using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Ses;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Ports;
using SesMailEngine.Testing.Contracts;

namespace SesMailEngine.Aws.Tests.Ses;

public sealed class SesTransportTests(EmulatorSet emulators) : MailTransportContract
{
    private readonly HttpClient http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected override bool Remembers => false;

    protected override async Task<IMailTransport> CreateAsync() => new SesTransport(new AwsClient(http, await emulators.TargetAsync("ses")));

    public override ValueTask DisposeAsync()
    {
        http.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_arrives_as_it_went()
    {
        var target = await emulators.TargetAsync("ses");
        var result = await new SesTransport(new AwsClient(http, target)).SendAsync(Mails.Whole, Cancel);

        var store = await http.GetFromJsonAsync<JsonElement>(new Uri(target.EndpointUrl!, "store"), Cancel);
        var mail = store.GetProperty("emails").EnumerateArray().Single(kept => kept.GetProperty("messageId").GetString() == result.MessageId);
        mail.GetProperty("subject").GetString().ShouldBe(Mails.Whole.Subject);
        mail.GetProperty("destination").GetProperty("to")[0].GetString().ShouldBe("jo@example.org");
        mail.GetProperty("replyTo")[0].GetString().ShouldBe("support@example.com");
        mail.GetProperty("body").GetProperty("html").GetString().ShouldBe(Mails.Whole.Html);
        mail.GetProperty("body").GetProperty("text").GetString().ShouldBe(Mails.Whole.Text);
    }

    // What an emulator does not look at: the request to the letter of SES's documentation.
    [Fact]
    public async Task A_request_has_the_parts_that_SES_documents()
    {
        var handler = new RecordingHandler(answer: """{"MessageId":"ses-1"}""");
        using var recording = new HttpClient(handler);
        var target = new AwsTarget("eu-central-1", new Amazon.Runtime.BasicAWSCredentials("a", "b"), null);

        (await new SesTransport(new AwsClient(recording, target)).SendAsync(Mails.Whole, Cancel)).MessageId.ShouldBe("ses-1");

        var request = handler.Requests.ShouldHaveSingleItem();
        (request.Method, request.Url.AbsoluteUri).ShouldBe(("POST", "https://email.eu-central-1.amazonaws.com/v2/email/outbound-emails"));
        request.Headers["Content-Type"].ShouldBe("application/json");
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse("""
            {
              "FromEmailAddress": "=?UTF-8?B?R3LDvMOfZSwgIlRlYW0iIPCfkYs=?= <noreply@example.com>",
              "Destination": {"ToAddresses": ["jo@example.org"]},
              "ReplyToAddresses": ["support@example.com"],
              "Content": {"Simple": {
                "Subject": {"Data": "Grüße — 早上好 👋", "Charset": "UTF-8"},
                "Body": {
                  "Text": {"Data": "Grüße 👋\n.\nEnd", "Charset": "UTF-8"},
                  "Html": {"Data": "<p>Grüße 👋 & \"mehr\"</p>", "Charset": "UTF-8"}
                },
                "Headers": [
                  {"Name": "List-Unsubscribe", "Value": "<https://example.com/u?a=1&b=2>"},
                  {"Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click"}
                ]
              }},
              "EmailTags": [{"Name": "emailId", "Value": "mail-1"}, {"Name": "stack", "Value": "sesmailengine"}],
              "ConfigurationSetName": "sesmailengine-ConfigSet"
            }
            """)).ShouldBeTrue(System.Text.Encoding.UTF8.GetString(request.Body));
    }

    [Fact]
    public async Task What_is_no_Unicode_text_is_sent_all_the_same()
    {
        var handler = new RecordingHandler(answer: """{"MessageId":"ses-1"}""");
        using var recording = new HttpClient(handler);
        var transport = new SesTransport(new AwsClient(recording, new("eu-central-1", new Amazon.Runtime.BasicAWSCredentials("a", "b"), null)));
        await transport.SendAsync(Mails.Whole with { Text = "half a pair: \ud83d" }, Cancel);
        JsonNode.Parse(handler.Requests[0].Body)!["Content"]!["Simple"]!["Body"]!["Text"]!["Data"]!.GetValue<string>().ShouldBe("half a pair: \ufffd");
    }
}
