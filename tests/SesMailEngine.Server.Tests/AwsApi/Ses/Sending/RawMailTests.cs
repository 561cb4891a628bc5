using System.Text;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Sending;

namespace SesMailEngine.Server.Tests.AwsApi.Ses.Sending;

public sealed class RawMailTests
{
    private static readonly MailInput Input = new() { MaxBytes = 1 << 20 };

    private static SesMailEngine.Embedded.Simulator.DirectMail Read(string message, MailInput? input = null) =>
        RawMail.Read(Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n")), input ?? Input, "SendRawEmail");

    [Fact]
    public void A_message_is_read_part_by_part()
    {
        var mail = Read("""
            From: =?utf-8?b?w4Vkw6U=?= <a@acme.example>
            To: Jo <jo@example.com>, al@example.com
            Cc: Team: c1@example.com, c2@example.com;
            Bcc: b@example.com
            Reply-To: desk@acme.example
            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
            X-Own: kept
            X-SES-MESSAGE-TAGS: a=1, b=2
            X-SES-CONFIGURATION-SET: set
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: multipart/alternative; boundary=y

            --y
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            t=C3=A4xt
            --y
            Content-Type: text/html; charset=utf-8

            <p>hällo</p>
            --y--
            --x
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="bill.pdf"
            Content-Transfer-Encoding: base64

            AQIDBA==
            --x--
            """);

        (mail.From.Address.Value, mail.From.DisplayName).ShouldBe(("a@acme.example", "Ådå"));
        mail.Recipients.Select(r => r.Value).ShouldBe(["jo@example.com", "al@example.com", "c1@example.com", "c2@example.com", "b@example.com"]);
        (mail.Subject, mail.Text.Trim(), mail.Html.Trim()).ShouldBe(("Grüße", "täxt", "<p>hällo</p>"));
        mail.Headers.ShouldBe([new("X-Own", "kept")]);
        mail.Tags.ShouldBe([new("a", "1"), new("b", "2")]);
        mail.ConfigurationSet.ShouldBe("set");
        mail.ReplyTo.ShouldBe(["desk@acme.example"]);
        mail.Attachments.ShouldBe([new("bill.pdf", "application/pdf", 4)]);
        mail.Raw.ShouldContain("boundary=x");
    }

    [Fact]
    public void What_is_given_beside_the_message_goes_first()
    {
        var mail = Read("From: a@acme.example\nTo: jo@example.com\nX-SES-MESSAGE-TAGS: a=1\nX-SES-CONFIGURATION-SET: set\n\nx", Input with
        {
            To = ["envelope@example.com"],
            Tags = [new("b", "2")],
            ConfigurationSet = "other",
        });

        mail.Recipients.ShouldHaveSingleItem().Value.ShouldBe("envelope@example.com");
        mail.Tags.ShouldBe([new("b", "2")]);
        mail.ConfigurationSet.ShouldBe("other");
    }

    [Theory]
    [InlineData("", "Missing required header 'From'.")]
    [InlineData("To: a@example.com\n\nx", "Missing required header 'From'.")]
    [InlineData("From: a@example.com\n\nx", "Missing required header 'To'.")]
    [InlineData("From: a@example.com\nTo: b@example.com\nFrom: c@example.com\n\nx", "Duplicate header 'From'.")]
    [InlineData("From: a@example.com\nTo: jo\n\nx", "Missing final '@domain'")]
    [InlineData("From: a@example.com\nTo: b@example.com\nX: y\0\n\nx", "The headers of the message contain control characters.")]
    [InlineData("From: a@example.com\nTo: b@example.com\nX-SES-MESSAGE-TAGS: a\n\nx", "The header X-SES-MESSAGE-TAGS must read name=value, name=value.")]
    public void What_cannot_be_sent_is_refused(string message, string problem)
    {
        var error = Should.Throw<AwsException>(() => Read(message));

        error.Message.ShouldBe(problem);
        error.Code.ShouldBe("BadRequestException");
    }

    [Fact]
    public void An_encoded_line_break_in_a_header_breaks_no_line() =>
        Read("From: a@example.com\nTo: b@example.com\nSubject: =?utf-8?q?x=0D=0ABcc=3A_c@example.com?=\n\nx").Subject.ShouldNotContain('\n');

    [Fact]
    public void A_bare_carriage_return_among_the_headers_is_refused() =>
        Should.Throw<AwsException>(() => RawMail.Read("From: a@example.com\r\nX: y\rBcc: c@example.com\r\nTo: b@example.com\r\n\r\nx"u8.ToArray(), Input, "SendRawEmail"))
            .Message.ShouldContain("control characters");

    [Fact]
    public void More_parts_than_SES_takes_are_refused() =>
        Should.Throw<AwsException>(() => Read(
            "From: a@example.com\nTo: b@example.com\nContent-Type: multipart/mixed; boundary=x\n\n" + string.Concat(Enumerable.Repeat("--x\n\nt\n", 600)) + "--x--"))
            .Code.ShouldBe("MessageRejected");

    [Fact]
    public void More_recipients_than_SES_takes_are_refused() =>
        Should.Throw<AwsException>(() => Read($"From: a@example.com\nTo: {string.Join(", ", Enumerable.Range(0, 51).Select(i => $"a{i}@example.com"))}\n\nx"))
            .Message.ShouldBe("Recipient count exceeds 50.");

    [Fact]
    public void A_message_that_is_too_long_is_refused() =>
        Should.Throw<AwsException>(() => Read("From: a@example.com\nTo: b@example.com\n\nxxxx", Input with { MaxBytes = 30 }))
            .Message.ShouldStartWith("Message length is more than 30 bytes long");

    [Fact]
    public void Parts_nested_without_end_are_read_to_a_depth_and_no_further()
    {
        var message = new StringBuilder("From: a@example.com\nTo: b@example.com\n");
        for (var i = 0; i < 5_000; i++) message.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");

        Read(message.ToString()).Recipients.Count.ShouldBe(1);
    }
}
