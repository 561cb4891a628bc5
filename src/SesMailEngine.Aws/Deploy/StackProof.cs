using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Aws.EventBridge;
using SesMailEngine.Aws.Lambda;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Aws.Deploy;

/// <summary>Shows that a stack works: seeds its templates, sends a mail to SES's simulator, and waits until it is delivered.</summary>
/// <param name="functions">Lambda.</param>
/// <param name="bus">EventBridge.</param>
/// <param name="tables">The tables.</param>
/// <param name="time">The clock of the wait.</param>
public sealed class StackProof(LambdaClient functions, EventBridgeClient bus, IAmazonDynamoDB tables, TimeProvider time)
{
    /// <summary>Whom the test mail goes to: it is delivered, also in the sandbox, and counts against no limit of reputation
    /// (https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator).</summary>
    public const string Recipient = "success@simulator.amazonses.com";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait: a new event source takes up to a minute to begin, and SES tells of the delivery seconds later.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Installs the starter templates; gives the seeder's words.</summary>
    /// <exception cref="DeployException">The seeder failed.</exception>
    public async Task<string> SeedAsync(ResourceNames names, CancellationToken cancellationToken)
    {
        var answer = await functions.InvokeAsync(names.TemplateSeeder, "{}"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        using var json = JsonDocument.Parse(answer);
        var message = json.RootElement.TryGetProperty("message", out var text) ? text.GetString() ?? "" : "";
        if (json.RootElement.TryGetProperty("statusCode", out var code) && code.GetInt32() == 200) return message;
        throw new DeployException(
            DeployFailure.NotVerified, $"The templates were not seeded: {message}",
            $"The stack is there. Read the log of {names.TemplateSeeder}, and run 'sesmailengine upgrade' once more.");
    }

    /// <summary>Sends the mail and waits for its delivery; gives its id.</summary>
    /// <exception cref="DeployException">It failed, or was not seen delivered in time.</exception>
    public async Task<string> SendAsync(ResourceNames names, CancellationToken cancellationToken)
    {
        var id = "install-check-" + time.GetUtcNow().ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        var detail = new JsonObject
        {
            ["emailId"] = id,
            ["to"] = Recipient,
            ["templateName"] = "welcome",
            ["templateData"] = new JsonObject { ["userName"] = "Ada", ["companyName"] = "SESMailEngine" },
        };
        var answers = await bus.PutEventsAsync(
            [new PutEventsEntry("sesmailengine.install", "Email Request", detail.ToJsonString(), names.EventBus)], cancellationToken).ConfigureAwait(false);
        if (answers[0].ErrorCode is { } refused)
        {
            throw new DeployException(
                DeployFailure.NotVerified, $"The bus did not take the test mail: {refused} {answers[0].ErrorMessage}", "Run 'sesmailengine upgrade' once more.");
        }
        var start = time.GetTimestamp();
        while (true)
        {
            var (status, code, message) = await ReadAsync(names.TrackingTable, id, cancellationToken).ConfigureAwait(false);
            if (status is "delivered" or "opened") return id;
            if (status is "failed" or "bounced" or "complained" or "soft_bounced")
            {
                throw new DeployException(
                    DeployFailure.NotVerified, $"The test mail {id} is {status}: {message ?? "no reason on its record"}",
                    ErrorCatalogue.Find(code)?.Fix ?? $"sesmailengine status {id} --aws --stack {names.Stack} --region {names.Region} shows its record.")
                { ErrorCode = code };
            }
            if (time.GetElapsedTime(start) > Patience)
            {
                throw new DeployException(
                    DeployFailure.NotVerified,
                    $"The test mail {id} is not delivered after {Patience.TotalMinutes:0} minutes ({status ?? "no record of it yet"}).",
                    $"The stack is there. sesmailengine status {id} --aws --stack {names.Stack} --region {names.Region} shows how far it got; no record means that {names.EmailSender} did not run: read its log.");
            }
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(string? Status, string? Code, string? Message)> ReadAsync(string table, string id, CancellationToken cancellationToken)
    {
        var answer = await tables.GetItemAsync(
            new GetItemRequest { TableName = table, Key = new() { ["emailId"] = new AttributeValue(id) }, ConsistentRead = true },
            cancellationToken).ConfigureAwait(false);
        string? Text(string name) => answer.Item is { } item && item.TryGetValue(name, out var value) ? value.S : null;
        return (Text("status"), Text("errorCode"), Text("errorMessage"));
    }
}
