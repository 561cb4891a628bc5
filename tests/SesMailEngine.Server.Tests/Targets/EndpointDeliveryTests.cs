using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Server.Targets;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.Targets;

public sealed class EndpointDeliveryTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    public async Task A_retry_or_a_dead_letter_that_cannot_be_stored_leaves_the_event_waiting_and_its_receives_as_they_were(int retries)
    {
        using var receiver = new Receiver { Standard = 503 };
        using var post = new EndpointPost(clock);
        var queues = new FakeQueues(clock) { SendFailure = new PortException("The disk is full.", true, "DiskFull") };
        var log = new ListLog();
        var delivery = new EndpointDelivery(new OneTarget(receiver.Url, retries), queues, post, new RetrySchedule(new Random(1)), log, clock);
        var now = clock.GetUtcNow();

        var disposal = await delivery.HandleAsync("target/r/1", new QueueMessage("m", "h", "{}", null, 1, now, now, null), TestContext.Current.CancellationToken);

        (disposal.IsConsumed, disposal.HoldFor).ShouldBe((false, TimeSpan.FromSeconds(10)));
    }

    private sealed class OneTarget(string url, int retries) : IEndpointTargets
    {
        public event Action? EndpointsChanged
        {
            add { }
            remove { }
        }

        public IReadOnlyList<EndpointTarget> Endpoints { get; } =
        [
            new("target/r/1", "r", "arn:aws:events:us-east-1:000000000000:rule/bus/r", new BusTarget("1", url) { MaximumRetryAttempts = retries }, new Uri(url), [], "dead"),
        ];

        public EndpointTarget? FindEndpoint(string queue) => Endpoints[0];
    }
}
