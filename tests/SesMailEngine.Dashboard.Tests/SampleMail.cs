using System.Text.Json;

namespace SesMailEngine.Dashboard.Tests;

/// <summary>A day of a small shop: what the tests look at, and what the pictures in the documents show.</summary>
internal static class SampleMail
{
    /// <summary>The id of a mail that was opened.</summary>
    public const string Opened = "order-1042-confirmation";

    /// <summary>The id of a mail that failed.</summary>
    public const string Failed = "order-1043-confirmation";

    private static readonly string[] People =
    [
        "ada.lovelace", "grace.hopper", "katherine.johnson", "alan.turing", "mary.jackson", "hedy.lamarr", "margaret.hamilton",
        "edsger.dijkstra", "barbara.liskov", "donald.knuth", "radia.perlman", "frances.allen",
    ];

    private static readonly string[] Templates = ["welcome", "password-reset", "purchase-confirmation", "shipping-notification", "email-verification"];

    private static readonly Dictionary<string, string> Data = new()
    {
        ["userName"] = "Ada Lovelace",
        ["companyName"] = "Northwind",
        ["resetLink"] = "https://northwind.example/reset/8f2c",
        ["customerName"] = "Grace Hopper",
        ["orderId"] = "A-1042",
        ["productName"] = "Compilers, hardback",
        ["price"] = "EUR 48.00",
        ["verificationUrl"] = "https://northwind.example/verify/71b0",
        ["trackingNumber"] = "JD014600003",
        ["carrier"] = "DHL",
    };

    public static async Task FillAsync(DashboardHost host)
    {
        var details = new List<string>();
        for (var i = 0; i < 420; i++)
        {
            var to = (i % 97, i % 9) switch
            {
                (41, _) => $"bounce+{i}@simulator.amazonses.com",
                (57, _) => $"softbounce+{i}@simulator.amazonses.com",
                (_, 4) => $"open+{i}@simulator.amazonses.com",
                _ => $"{People[i % People.Length]}@{(i % 3 == 0 ? "example.org" : "example.com")}",
            };
            details.Add(Detail($"mail-{i}", to, Templates[i % Templates.Length], Data, i));
        }
        details.Add(Detail("spam-1", "complaint@simulator.amazonses.com", "welcome", Data, 1));
        details.Add(Detail(Opened, "open@simulator.amazonses.com", "purchase-confirmation", Data, 1042));
        var incomplete = Data.Where(pair => pair.Key != "price").ToDictionary();
        details.Add(Detail(Failed, "frances.allen@example.com", "purchase-confirmation", incomplete, 1043));
        details.Add(Detail("typo-1", "grace.hopper@example.com", "welcom", Data, 7));
        await host.SendAsync(details);
        await DashboardHost.UntilAsync(
            async () => (await Record(host, Opened)) == "opened" && (await Record(host, "typo-1")) == "failed" && (await Record(host, "spam-1")) == "complained"
                && (await Record(host, "mail-419")) is "delivered",
            "the sample mail is sent");
        await DeadLettersAsync(host);
    }

    /// <summary>Puts letters on the dead letter queue: two requests that were given up, one that is no request.</summary>
    public static async Task DeadLettersAsync(DashboardHost host)
    {
        foreach (var body in (string[])
        [
            Event("given-up-1", "radia.perlman@example.com"), Event("given-up-2", "alan.turing@example.com"), "this is no JSON",
        ])
        {
            await host.CallAsync("AmazonSQS.SendMessage", new { QueueUrl = $"{host.Address}/000000000000/sesmailengine-EventBridgeDLQ", MessageBody = body });
        }
    }

    private static string Event(string emailId, string to) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["version"] = "0",
        ["id"] = Guid.NewGuid().ToString(),
        ["detail-type"] = "Email Request",
        ["source"] = "shop.checkout",
        ["account"] = "000000000000",
        ["time"] = "2026-11-25T08:00:00Z",
        ["region"] = "us-east-1",
        ["resources"] = Array.Empty<string>(),
        ["detail"] = new { emailId, to, templateName = "welcome", templateData = Data },
    });

    private static string Detail(string emailId, string to, string template, Dictionary<string, string> data, int order) => JsonSerializer.Serialize(new
    {
        emailId,
        to,
        templateName = template,
        templateData = data,
        metadata = new { campaign = order % 2 == 0 ? "autumn" : "winter", orderId = order },
    });

    private static async Task<string?> Record(DashboardHost host, string emailId)
    {
        var answer = await host.CallAsync("DynamoDB_20120810.GetItem", new { TableName = "sesmailengine-EmailTracking", Key = new { emailId = new { S = emailId } } });
        return answer.TryGetProperty("Item", out var item) ? item.GetProperty("status").GetProperty("S").GetString() : null;
    }
}
