using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Tests.Model;

public sealed class RetryRequestTests
{
    private static readonly TrackingRecord Record = new()
    {
        EmailId = "order-1",
        OriginalEmailId = "order-1",
        ToEmail = "jo@example.com",
        Status = EmailStatus.SoftBounced,
        Timestamp = DateTimeOffset.UnixEpoch,
        TemplateName = "welcome",
        Source = "my.app",
        MetadataJson = """{"campaign":"summer"}""",
        RetryDetailJson = RetryRequest.DetailToKeep(
            """{"emailId":"order-1","to":"jo@example.com","templateName":"welcome","templateData":{"n":1.50},"metadata":{"campaign":"summer"}}"""),
    };

    [Fact]
    public void The_id_and_the_metadata_are_not_kept_twice() => Record.RetryDetailJson.ShouldBe(
        """{"to":"jo@example.com","templateName":"welcome","templateData":{"n":1.50}}""");

    [Fact]
    public void A_retry_repeats_the_request_with_its_metadata() => RetryRequest.Of(Record)!.DetailJson.ShouldBe(
        """{"to":"jo@example.com","templateName":"welcome","templateData":{"n":1.50},"metadata":{"campaign":"summer"}}""");

    [Fact]
    public void A_retry_has_an_id_of_its_own_that_is_always_the_same()
    {
        var id = RetryRequest.Of(Record)!.EmailId;
        id.ShouldBe(RetryRequest.IdFor("order-1"));
        id.ShouldStartWith("email-");
        id.ShouldNotBe(RetryRequest.IdFor("order-2"));
        id.Length.ShouldBe(38);
    }

    [Fact]
    public void A_record_that_kept_nothing_has_no_retry() =>
        RetryRequest.Of(Record with { RetryDetailJson = null }).ShouldBeNull();

    [Fact]
    public void The_message_can_be_read_back()
    {
        var retry = RetryRequest.Of(Record)!;
        RetryRequest.FromJson(retry.ToJson()).ShouldBe(retry);
    }

    [Fact]
    public void The_message_has_the_documented_fields() => RetryRequest.Of(Record)!.ToJson().ShouldBe(
        """{"emailId":"RETRY","originalEmailId":"order-1","retryAttempt":1,"source":"my.app","detail":DETAIL}"""
            .Replace("RETRY", RetryRequest.IdFor("order-1"), StringComparison.Ordinal)
            .Replace("DETAIL", RetryRequest.Of(Record)!.DetailJson, StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"emailId":"a","originalEmailId":"b","retryAttempt":2,"source":"s","detail":{}}""")]
    [InlineData("""{"emailId":"a","originalEmailId":"b","retryAttempt":1.5,"source":"s","detail":{}}""")]
    [InlineData("""{"emailId":"a","originalEmailId":"b","retryAttempt":1,"source":"s","detail":"x"}""")]
    [InlineData("""{"emailId":1,"originalEmailId":"b","retryAttempt":1,"source":"s","detail":{}}""")]
    [InlineData("""{"emailId":"\ud800","originalEmailId":"b","retryAttempt":1,"source":"s","detail":{}}""")]
    public void Anything_else_is_no_retry(string body) => RetryRequest.FromJson(body).ShouldBeNull();

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    public void Only_an_object_can_be_kept(string detail) =>
        Should.Throw<JsonException>(() => RetryRequest.DetailToKeep(detail));
}
