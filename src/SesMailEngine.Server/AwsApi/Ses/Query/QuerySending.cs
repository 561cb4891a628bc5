using System.Globalization;
using SesMailEngine.Embedded.Simulator;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;
using SesMailEngine.Server.AwsApi.Ses.Sending;

namespace SesMailEngine.Server.AwsApi.Ses.Query;

/// <summary>SendEmail and SendRawEmail of version 1.</summary>
internal sealed class QuerySending(DirectSender sender)
{
    // https://docs.aws.amazon.com/ses/latest/dg/quotas.html, message size of the older API.
    private const int MaxBytes = 10 << 20;

    /// <summary>SendEmail.</summary>
    public async Task SendAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var form = request.Form;
        form.RequireOnly(
            "Source", "Destination.ToAddresses.member.#", "Destination.CcAddresses.member.#", "Destination.BccAddresses.member.#",
            "Message.Subject.Data", "Message.Subject.Charset", "Message.Body.Text.Data", "Message.Body.Text.Charset", "Message.Body.Html.Data",
            "Message.Body.Html.Charset", "ReplyToAddresses.member.#", "ReturnPath", "Tags.member.#.Name", "Tags.member.#.Value",
            "ConfigurationSetName");
        foreach (var part in new[] { "Subject", "Body.Text", "Body.Html" }) Charsets.Require(form[$"Message.{part}.Charset"]);
        var mail = SimpleMail.Compose(new MailInput
        {
            From = form.Require("Source"),
            To = form.Members("Destination.ToAddresses"),
            Cc = form.Members("Destination.CcAddresses"),
            Bcc = form.Members("Destination.BccAddresses"),
            ReplyTo = form.Members("ReplyToAddresses"),
            ReturnPath = form["ReturnPath"],
            Subject = form.Require("Message.Subject.Data"),
            Text = form["Message.Body.Text.Data"],
            Html = form["Message.Body.Html.Data"],
            Tags = Tags(form),
            ConfigurationSet = form["ConfigurationSetName"],
            MaxBytes = MaxBytes,
        });
        await AnswerAsync(request, mail, cancellationToken);
    }

    /// <summary>SendRawEmail.</summary>
    public async Task SendRawAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var form = request.Form;
        form.RequireOnly(
            "Source", "Destinations.member.#", "RawMessage.Data", "Tags.member.#.Name", "Tags.member.#.Value", "ConfigurationSetName");
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(form.Require("RawMessage.Data"));
        }
        catch (FormatException)
        {
            throw SesErrors.Invalid("RawMessage.Data is not base64.");
        }
        var input = new MailInput
        {
            From = form["Source"],
            To = form.Members("Destinations"),
            Tags = Tags(form),
            ConfigurationSet = form["ConfigurationSetName"],
            MaxBytes = MaxBytes,
        };
        await AnswerAsync(request, RawMail.Read(bytes, input, "SendRawEmail"), cancellationToken);
    }

    private async Task AnswerAsync(AwsRequest request, DirectMail mail, CancellationToken cancellationToken)
    {
        var messageId = await sender.SendAsync(request, mail, cancellationToken);
        await request.WriteQueryResultAsync(messageId, static (xml, id) => xml.Element("MessageId", id), cancellationToken);
    }

    private static List<KeyValuePair<string, string>> Tags(FormParameters form)
    {
        var tags = new List<KeyValuePair<string, string>>();
        foreach (var tag in form.Prefixes("Tags.member"))
        {
            tags.Add(KeyValuePair.Create(
                form[tag + ".Name"] ?? throw SesErrors.Missing(string.Create(CultureInfo.InvariantCulture, $"tags.{tags.Count + 1}.member.name")),
                form[tag + ".Value"] ?? throw SesErrors.Missing(string.Create(CultureInfo.InvariantCulture, $"tags.{tags.Count + 1}.member.value"))));
        }
        return tags;
    }
}
