using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using SesMailEngine.Aws.EventBridge;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Tests.EventBridge;

public sealed class NotificationPublisherTests
{
    private static readonly ResourceNames Names = new("sesmailengine", "000000000000", "us-east-1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_names_the_engine_and_the_stacks_bus()
    {
        var handler = new AnsweringHandler("""{"FailedEntryCount":0,"Entries":[{"EventId":"e-1"}]}""");
        await Publisher(handler).PublishAsync("Email Status Changed", """{"status":"sent"}""", Cancel);
        JsonNode.DeepEquals(JsonNode.Parse(handler.Bodies.ShouldHaveSingleItem()), JsonNode.Parse("""
            {"Entries":[{"Source":"sesmailengine","DetailType":"Email Status Changed","Detail":"{\"status\":\"sent\"}","EventBusName":"sesmailengine-EmailBus"}]}
            """)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"FailedEntryCount":1,"Entries":[{"ErrorCode":"ThrottlingException","ErrorMessage":"No."}]}""", "ThrottlingException", true, 4)]
    [InlineData("""{"FailedEntryCount":1,"Entries":[{"ErrorCode":"InternalFailure","ErrorMessage":"No."}]}""", "InternalFailure", true, 4)]
    [InlineData("""{"FailedEntryCount":1,"Entries":[{"ErrorCode":"NotAuthorizedForSourceException","ErrorMessage":"No."}]}""", "NotAuthorizedForSourceException", false, 1)]
    [InlineData("""{"FailedEntryCount":0,"Entries":[]}""", "InvalidResponse", true, 4)]
    [InlineData("{}", "InvalidResponse", true, 4)]
    [InlineData("oops", "InvalidResponse", true, 4)]
    public async Task An_event_that_is_not_taken_is_told(string answer, string name, bool isTransient, int tries)
    {
        var handler = new AnsweringHandler(answer);
        var failure = await Should.ThrowAsync<PortException>(() => Publisher(handler).PublishAsync("Email Status Changed", "{}", Cancel));
        (failure.ErrorName, failure.IsTransient, failure.Message).ShouldBe((name, isTransient, $"EventBridge error PutEvents: {name}"));
        handler.Bodies.Count.ShouldBe(tries);
    }

    [Theory]
    [InlineData(400, "AccessDeniedException", false, 1)]
    [InlineData(400, "ThrottlingException", true, 4)]
    [InlineData(400, "ExpiredTokenException", true, 4)]
    [InlineData(500, "InternalException", true, 4)]
    public async Task A_bus_that_refuses_the_call_is_told(int status, string name, bool isTransient, int tries)
    {
        var handler = new AnsweringHandler($$"""{"__type":"{{name}}","message":"No."}""", (HttpStatusCode)status);
        var failure = await Should.ThrowAsync<PortException>(() => Publisher(handler).PublishAsync("Email Status Changed", "{}", Cancel));
        (failure.ErrorName, failure.IsTransient).ShouldBe((name, isTransient));
        handler.Bodies.Count.ShouldBe(tries);
    }

    private static NotificationPublisher Publisher(AnsweringHandler handler) => new(
        new EventBridgeClient(new AwsClient(new HttpClient(handler), new("us-east-1", new BasicAWSCredentials("a", "b"), null))),
        Names, new CallRetries(TimeProvider.System, new Random(1)));

    private sealed class AnsweringHandler(string answer, HttpStatusCode status = HttpStatusCode.OK) : HttpMessageHandler
    {
        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        }
    }
}
