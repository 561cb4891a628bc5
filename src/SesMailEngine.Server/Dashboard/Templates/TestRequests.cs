using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Server.Dashboard.Templates;

/// <summary>Puts the request of a test mail on the bus, as any producer would.</summary>
/// <param name="publisher">The bus.</param>
/// <param name="ids">Makes the mail's id, so that the page can lead to it.</param>
internal sealed class TestRequests(IRequestPublisher publisher, IIdSource ids)
{
    /// <summary>Who the request says it is from.</summary>
    public const string Source = "sesmailengine.dashboard";

    /// <summary>Publishes; the mail's id.</summary>
    public async Task<string> PublishAsync(EmailAddress to, string templateName, JsonElement data, CancellationToken cancellationToken)
    {
        var emailId = ids.Next("email-");
        using var detail = new MemoryStream();
        using (var json = new Utf8JsonWriter(detail))
        {
            json.WriteStartObject();
            json.WriteString("emailId", emailId);
            json.WriteString("to", to.Value);
            json.WriteString("templateName", templateName);
            json.WritePropertyName("templateData");
            data.WriteTo(json);
            json.WriteEndObject();
        }
        await publisher.PublishAsync(Source, System.Text.Encoding.UTF8.GetString(detail.ToArray()), cancellationToken);
        return emailId;
    }
}
