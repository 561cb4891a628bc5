using System.Text;
using SesMailEngine.Embedded.Metrics;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Server.Tests.Fakes;

namespace SesMailEngine.Server.Tests.Hosting;

public sealed class FeedbackMeterTests
{
    [Theory]
    [InlineData("""{"eventType":"Delivery","mail":{}}""", "Delivery")]
    [InlineData("""{"mail":{"eventType":"Send"},"eventType":"Bounce"}""", "Bounce")]
    [InlineData("""{"notificationType":"Complaint"}""", "Complaint")]
    [InlineData("""{"eventType":"Rendering Failure"}""", "RenderingFailure")]
    [InlineData("""{"Type":"Notification","Message":"{\"eventType\":\"Open\"}"}""", "Open")]
    [InlineData("""{"eventType":"Send"}""", "")]
    [InlineData("""{"eventType":"Weather"}""", "")]
    [InlineData("""{"eventType":1}""", "")]
    [InlineData("""{"eventType":""", "")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    public async Task An_event_counts_under_its_kind(string payload, string metric)
    {
        var metrics = new FakeMetrics(TimeProvider.System);

        new FeedbackMeter(metrics).Count(Encoding.UTF8.GetBytes(payload));

        await metrics.FlushAsync(default);
        metrics.List().ShouldBe(metric.Length == 0 ? [] : [StackMetrics.Ses(metric)]);
    }
}
