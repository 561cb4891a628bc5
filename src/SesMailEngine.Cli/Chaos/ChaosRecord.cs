using System.Text.Json;

namespace SesMailEngine.Cli.Chaos;

// A tracking record as DynamoDB's API shows it.
internal readonly struct ChaosRecord(JsonElement item)
{
    private static readonly string[] Order = ["sending", "sent", "soft_bounced", "delivered", "opened", "failed", "bounced"];

    public string EmailId => Text("emailId")!;

    public string ToEmail => Text("toEmail") ?? "";

    public string Status => Text("status")!;

    public string? ErrorType => Text("errorType");

    public bool IsRetry => Text("originalEmailId") != EmailId;

    public bool IsHardBounced => Text("bouncedAt") is not null && (Text("bounceType") == "Permanent" || Text("bounceSubType") is "NoEmail" or "Suppressed");

    // Failed because the engine gave up waiting; the message lies in a dead letter queue.
    public bool IsGivenUp => Status == "failed" && ErrorType is "throttled" or "unavailable";

    public string? Text(string name) => item.TryGetProperty(name, out var value) && value.TryGetProperty("S", out var text) ? text.GetString() : null;

    public IEnumerable<(string Type, string? Id, string At, string? Note)> Timeline()
    {
        if (!item.TryGetProperty("events", out var events)) yield break;
        foreach (var entry in events.GetProperty("L").EnumerateArray())
        {
            var fields = entry.GetProperty("M");
            string? Field(string name) => fields.TryGetProperty(name, out var value) ? value.GetProperty("S").GetString() : null;
            yield return (Field("type")!, Field("id"), Field("timestamp")!, Field("note"));
        }
    }

    // The status is the highest that what happened allows: not a lower one, and not one that nothing explains.
    public bool StandsWhereItsEventsSay()
    {
        var highest = 0;
        foreach (var (type, _, _, note) in Timeline())
        {
            highest = Math.Max(highest, type switch
            {
                "sent" or "send" => 1,
                "bounce" => note?.StartsWith("Permanent", StringComparison.Ordinal) == true ? 6 : 2,
                "delivery" => 3,
                "open" => note is null ? 4 : 0,
                "failed" when !IsGivenUp && ErrorType is null or "throttled" or "unavailable" => 0,
                "failed" or "reject" => 5,
                "complaint" => 6,
                _ => 0,
            });
        }
        return highest == Math.Max(0, Array.IndexOf(Order, Status == "complained" ? "bounced" : Status));
    }
}
