using SesMailEngine.Core.Errors;

namespace SesMailEngine.Core.Tests.Errors;

public sealed class ErrorCatalogueTests
{
    public static TheoryData<string, string[], string> Messages => new()
    {
        { "TMPL001", ["welcome"], "Template 'welcome' not found" },
        { "TMPL002", ["welcome"], "Template 'welcome' missing template.html" },
        { "TMPL003", ["welcome"], "Template 'welcome' missing template.txt" },
        { "TMPL004", ["welcome"], "Template 'welcome' missing metadata.json" },
        { "TMPL005", ["welcome", "no JSON"], "Template 'welcome' has invalid metadata.json: no JSON" },
        { "TMPL006", ["['a', 'b']"], "Missing required variables: ['a', 'b']" },
        { "TMPL007", ["'a' is undefined"], "Undefined variable: 'a' is undefined" },
        { "TMPL008", ["welcome", "300000", "262144"], "Template 'welcome' file too large: 300000 bytes (max 262144 bytes)" },
        { "TMPL009", ["unexpected '}'", "template.html", "3"], "Syntax error: unexpected '}' (template.html, line 3)" },
        { "TMPL010", ["welcome", "output"], "Template 'welcome' exceeded the rendering limit: output" },
        { "TMPL011", ["division by zero", "template.txt", "1"], "Rendering error: division by zero (template.txt, line 1)" },
        { "SNDR001", [], "No sender email configured" },
        { "SUPP001", [], "Email not sent: recipient is suppressed (hard-bounce)" },
        { "SUPP002", [], "Email not sent: recipient is suppressed (consecutive-soft-bounces)" },
        { "SUPP003", [], "Email not sent: recipient is suppressed (spam-complaint)" },
        { "SUPP004", [], "Email not sent: recipient is suppressed (manual)" },
        { "RATE001", [], "Email not sent: bounce rate exceeded" },
        { "RATE002", ["6.3"], "Bounce rate exceeded during retry: 6.3%" },
        { "SES001", [], "SES error (MessageRejected)" },
        { "SES002", [], "SES error (MailFromDomainNotVerified)" },
        { "SES003", [], "SES error (ConfigurationSetDoesNotExist)" },
        { "SES004", [], "SES error (AccountSendingPaused)" },
        { "SES005", [], "SES error (Throttling)" },
        { "SES006", [], "Maximum sending rate exceeded" },
        { "SES007", ["InternalFailure"], "SES error (InternalFailure)" },
        { "VAL001", [], "Missing required field: 'to'" },
        { "VAL002", [], "Missing required field: 'templateName'" },
        { "VAL003", ["nobody"], "Invalid email address format: nobody" },
        { "VAL004", [], "No subject provided" },
        { "VAL005", ["metadata", "must be an object"], "Invalid field 'metadata': must be an object" },
        { "AWS001", ["(InternalServerError)"], "DynamoDB error (InternalServerError)" },
        { "AWS002", ["reading 'welcome': "], "S3 error reading 'welcome': AccessDenied" },
        { "AWS003", ["3", "no result"], "Request given up after 3 receives: no result" },
        { "AWS004", ["(SlowDown)"], "S3 error (SlowDown)" },
        { "FBK001", ["x"], "Failed to parse SNS message: x" },
        { "FBK002", ["Reheated"], "Unknown notification type: Reheated" },
        { "FBK003", ["x"], "Failed to update tracking record: x" },
        { "FBK004", ["x"], "Failed to add to suppression list: x" },
        { "FBK005", ["x"], "Failed to schedule retry: x" },
        { "FBK006", ["x"], "Tracking record not found: x" },
        { "FBK007", ["delivered", "AccessDenied"], "Failed to publish status delivered: PutEvents AccessDenied" },
        { "FBK008", ["delivered", "broken"], "Failed to publish status delivered: broken" },
        { "FBK009", ["delivered"], "No tracking record to publish status delivered for" },
        { "SEED001", ["BUCKET"], "ConfigurationError: missing setting 'BUCKET'" },
        { "SEED002", [], "No starter templates found" },
        { "SEED003", ["s3"], "AccessDenied reading starter templates: s3" },
        { "SEED004", ["welcome", "s3"], "AccessDenied writing template 'welcome': s3" },
        { "INST001", ["b"], "Bucket 'b' is not empty" },
        { "INST002", ["EmailBus", "in use"], "Resource 'EmailBus' ended in DELETE_FAILED: in use" },
        { "INST003", [], "The bucket you tried to delete is not empty" },
        { "INST004", ["StackDeleteComplete", "timeout"], "Waiter StackDeleteComplete failed: timeout" },
        { "INST005", ["s"], "Stack 's' is in DELETE_FAILED" },
        { "ALM001", ["s"], "s-EventBridgeDLQ-Depth" },
        { "ALM002", ["s"], "s-RetryDLQ-Depth" },
        { "ALM003", ["s"], "s-FeedbackDLQ-Depth" },
        { "ALM004", ["s"], "s-EmailSender-Errors" },
        { "ALM005", ["s"], "s-FeedbackProcessor-Errors" },
        { "ALM006", ["s"], "s-SES-BounceRate" },
        { "ALM007", ["s"], "s-SES-ComplaintRate" },
        { "ALM008", ["s"], "s-EmailQueue-Age" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_code_formats_its_message(string code, string[] arguments, string message) =>
        ErrorCatalogue.Format(code, arguments).ShouldBe(message);

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_leads_back_to_its_code(string code, string[] arguments, string message)
    {
        arguments.ShouldNotBeNull();
        ErrorCatalogue.Match(message)?.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("Failed to render template 'welcome': Undefined variable: 'a' is undefined", "TMPL007")]
    [InlineData("Failed to render template 'it's': Missing required variables: ['a']", "TMPL006")]
    [InlineData("2026-11-24 ERROR Maximum sending rate exceeded. (attempt 3)", "SES006")]
    [InlineData("An error occurred (Throttling) when calling the SendEmail operation", "SES005")]
    [InlineData("SES error (BadRequestException)", "SES001")]
    [InlineData("An error occurred (BucketNotEmpty) when calling DeleteBucket", "INST003")]
    [InlineData("prod-mail-SES-BounceRate has entered the ALARM state", "ALM006")]
    public void A_message_inside_other_words_is_recognised(string text, string code) =>
        ErrorCatalogue.Match(text)?.Code.ShouldBe(code);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("all is well")]
    public void Other_text_matches_nothing(string? text) => ErrorCatalogue.Match(text).ShouldBeNull();

    [Fact]
    public void Every_entry_has_a_test_of_its_message()
    {
        var tested = Messages.Select(row => row.Data.Item1);
        ErrorCatalogue.All.Select(entry => entry.Code).ShouldBe(tested, ignoreOrder: true);
    }

    [Fact]
    public void Every_entry_explains_itself() =>
        ErrorCatalogue.All.ShouldAllBe(e => e.Cause.EndsWith('.') && e.Fix.EndsWith('.') && e.Category.Length > 0);

    [Fact]
    public void Too_few_arguments_are_a_mistake_of_the_caller() =>
        Should.Throw<ArgumentException>(() => ErrorCatalogue.Format("TMPL001"));
}
