using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending;
using SesMailEngine.Core.Sending.Requests;
using SesMailEngine.Core.Templates;

namespace SesMailEngine.Core.Tests.Sending;

public sealed class MailComposerTests
{
    private static readonly EngineSettings Settings = new()
    {
        Names = new("prod-mail", "000000000000", "us-east-1"),
        DefaultSenderEmail = "default@example.com",
        DefaultSenderName = "Default",
    };

    [Theory]
    [InlineData(null, null, "default@example.com")]
    [InlineData(null, "", "default@example.com")]
    [InlineData(null, " \n", "default@example.com")]
    [InlineData(null, "template@example.com", "template@example.com")]
    [InlineData("event@example.com", "template@example.com", "event@example.com")]
    [InlineData("Event <event@example.com>", null, "event@example.com")]
    public void The_senders_address_comes_from_event_template_or_settings(string? own, string? template, string expected) =>
        Compose(Request() with { SenderEmail = own }, Rendered() with { SenderEmail = template }).From.Address.Value.ShouldBe(expected);

    [Theory]
    [InlineData(null, null, "Default")]
    [InlineData(null, "", "Default")]
    [InlineData(null, "Template", "Template")]
    [InlineData("Event", "Template", "Event")]
    public void The_senders_name_comes_from_event_template_or_settings(string? own, string? template, string expected) =>
        Compose(Request() with { SenderName = own }, Rendered() with { SenderName = template }).From.DisplayName.ShouldBe(expected);

    [Fact]
    public void Name_and_address_are_resolved_independently()
    {
        var from = Compose(Request() with { SenderName = "Event" }, Rendered() with { SenderEmail = "template@example.com" }).From;
        from.Address.Value.ShouldBe("template@example.com");
        from.DisplayName.ShouldBe("Event");
    }

    [Fact]
    public void Without_any_name_there_is_none() =>
        new MailComposer(Settings with { DefaultSenderName = null }).Compose(Request(), Rendered()).From.DisplayName.ShouldBeNull();

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("help@example.com", "help@example.com")]
    public void Reply_to_is_optional(string? rendered, string? expected) =>
        Compose(Request(), Rendered() with { ReplyTo = rendered }).ReplyTo?.Value.ShouldBe(expected);

    [Theory]
    [InlineData("senderEmail")]
    [InlineData("replyTo")]
    public void A_rendered_address_that_is_none_is_refused(string field)
    {
        var rendered = field == "replyTo" ? Rendered() with { ReplyTo = "nobody" } : Rendered() with { SenderEmail = "nobody" };
        Refused(Request(), rendered).ErrorMessage.ShouldBe("Invalid email address format: nobody");
    }

    [Theory]
    [InlineData("subject")]
    [InlineData("senderName")]
    [InlineData("replyTo")]
    [InlineData("senderEmail")]
    public void A_line_break_that_data_brought_into_a_header_is_refused(string field)
    {
        const string Evil = "x@example.org\r\nBcc: y@example.org";
        var rendered = field switch
        {
            "subject" => Rendered() with { Subject = Evil },
            "senderName" => Rendered() with { SenderName = Evil },
            "replyTo" => Rendered() with { ReplyTo = Evil },
            _ => Rendered() with { SenderEmail = Evil },
        };
        Refused(Request(), rendered).ErrorType.ShouldBe("validation_error");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void A_mail_needs_a_subject(string? subject) =>
        Refused(Request(), Rendered() with { Subject = subject }).ErrorMessage.ShouldBe("No subject provided");

    [Fact]
    public void Ids_travel_in_tags_as_SES_allows()
    {
        var mail = Compose(Request() with { EmailId = "order #7" }, Rendered());
        var tag = mail.Tags.Single(t => t.Key == "emailId").Value;
        tag.ShouldStartWith("b64-");
        MessageTags.Decode(tag).ShouldBe("order #7");
        mail.Tags.Single(t => t.Key == "stack").Value.ShouldBe("prod-mail");
        mail.ConfigurationSet.ShouldBe("prod-mail-ConfigSet");
    }

    private static OutgoingMail Compose(EmailRequest request, RenderedTemplate rendered) =>
        new MailComposer(Settings).Compose(request, rendered);

    private static FailureFacts Refused(EmailRequest request, RenderedTemplate rendered) =>
        Should.Throw<ValidationException>(() => Compose(request, rendered)).Failure;

    private static RenderedTemplate Rendered() => new() { Html = "h", Text = "t", Subject = "Hi" };

    private static EmailRequest Request() => new()
    {
        EmailId = "mail-1",
        To = EmailAddress.TryParse("jo@example.org", out var to) ? to! : null!,
        TemplateName = "welcome",
        Source = "s",
        OriginalEmailId = "mail-1",
        DetailJson = "{}",
    };
}
