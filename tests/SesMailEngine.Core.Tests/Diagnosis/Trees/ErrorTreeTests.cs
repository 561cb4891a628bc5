using SesMailEngine.Core.Diagnosis.Trees;
using SesMailEngine.Core.Errors;
using static SesMailEngine.Core.Tests.Diagnosis.AllAnswers;

namespace SesMailEngine.Core.Tests.Diagnosis.Trees;

public sealed class ErrorTreeTests
{
    public static TheoryData<string> Codes => new(ErrorCatalogue.All.Select(entry => entry.Code));

    [Theory, MemberData(nameof(Codes))]
    public void Every_code_of_the_catalogue_has_an_explanation_with_steps(string code)
    {
        var answer = new ErrorTree(Plain).ExplainText(code);
        answer.Code.ShouldBe(code);
        answer.Findings[0].Steps.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("Failed to render template 'x': Missing required variables: ['a']", "TMPL006")]
    [InlineData("Template 'x' missing template.txt", "TMPL003")]
    [InlineData("2026-11-25 ERROR Email not sent: bounce rate exceeded", "RATE001")]
    [InlineData("Email not sent: recipient is suppressed (spam-complaint)", "SUPP003")]
    [InlineData("An error occurred (TooManyRequestsException) when calling SendEmail", "SES005")]
    [InlineData("Maximum sending rate exceeded", "SES006")]
    [InlineData("Failed to publish status delivered: PutEvents AccessDenied", "FBK007")]
    [InlineData("EmailSender-Errors has entered the ALARM state", "ALM004")]
    [InlineData("sesmailengine-SES-BounceRate", "ALM006")]
    [InlineData("Bucket already exists", "BUCKET_TAKEN")]
    [InlineData("Access Denied", "ACCESS_DENIED")]
    [InlineData("Stack already exists", "STACK_EXISTS")]
    [InlineData("Email not verified", "SENDER_UNVERIFIED")]
    [InlineData("Resource handler returned message (CREATE_FAILED)", "CREATE_FAILED")]
    [InlineData("ConfigurationError: missing setting 'TEMPLATE_BUCKET'", "SEED001")]
    [InlineData("the moon is full", "UNKNOWN")]
    public void A_message_is_matched(string text, string code) => new ErrorTree(Plain).ExplainText(text).Code.ShouldBe(code);

    [Fact]
    public void A_question_with_an_address_is_repeated_masked() =>
        new ErrorTree(new()).ExplainText("Invalid email address format: jo.doe@example").Question.ShouldBe("Invalid email address format: j***@example");
}
