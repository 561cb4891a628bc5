using System.Globalization;

namespace SesMailEngine.Cli.Chaos;

// One request of the run. The same seed and index give the same request.
internal sealed record ChaosRequest(string EmailId, string To, ChaosRequestKind Kind)
{
    // Of 1,000 requests. Throttled ones go out never, and each holds the end of the run up by three visibility timeouts.
    private static readonly (ChaosRequestKind Kind, string Mailbox, int Share)[] Mix =
    [
        (ChaosRequestKind.Opened, "open", 50), (ChaosRequestKind.Delayed, "delay", 30), (ChaosRequestKind.SoftBounced, "softbounce", 50),
        (ChaosRequestKind.Bounced, "bounce", 50), (ChaosRequestKind.OnSuppressionList, "suppressionlist", 20),
        (ChaosRequestKind.Complained, "complaint", 30), (ChaosRequestKind.Rejected, "reject", 20), (ChaosRequestKind.Throttled, "throttle", 3),
        (ChaosRequestKind.Invalid, "invalid", 5), (ChaosRequestKind.WithoutTemplate, "template", 5),
    ];

    public static ChaosRequest[] Plan(ChaosPlan plan)
    {
        var random = new Random(plan.Seed);
        return [.. Enumerable.Range(0, plan.Mails).Select(i => Next(plan, random, i))];
    }

    public string Detail() => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"emailId":"{{{EmailId}}}","to":"{{{To}}}","templateName":"{{{(Kind == ChaosRequestKind.WithoutTemplate ? "no-such-template" : "welcome")}}}","templateData":{"userName":"Ada","companyName":"Acme"}}""");

    // The statuses in which the record may rest. A recipient that came back before is not written to again.
    public bool MayEnd(string status, string? errorType) => Kind switch
    {
        ChaosRequestKind.Plain or ChaosRequestKind.Delayed => status == "delivered",
        ChaosRequestKind.Opened => status == "opened",
        ChaosRequestKind.SoftBounced => status == "soft_bounced" || IsSuppressed(status, errorType),
        ChaosRequestKind.Bounced or ChaosRequestKind.OnSuppressionList => status == "bounced" || IsSuppressed(status, errorType),
        ChaosRequestKind.Complained => status == "complained" || IsSuppressed(status, errorType),
        ChaosRequestKind.Rejected => (status, errorType) == ("failed", "ses_rejected"),
        ChaosRequestKind.Throttled => (status, errorType) is ("failed", "throttled" or "unavailable"),
        ChaosRequestKind.Invalid => (status, errorType) == ("failed", "validation_error"),
        _ => (status, errorType) == ("failed", "template_not_found"),
    };

    private static bool IsSuppressed(string status, string? errorType) => (status, errorType) == ("failed", "suppressed");

    private static ChaosRequest Next(ChaosPlan plan, Random random, int index)
    {
        var emailId = string.Create(CultureInfo.InvariantCulture, $"chaos-{plan.Seed}-{index}");
        var drawn = random.Next(1_000);
        foreach (var (kind, mailbox, share) in Mix)
        {
            drawn -= share;
            if (drawn >= 0) continue;
            // One in five of those that come back has the address of another, so that suppression is at work while it is built.
            var label = random.Next(5) == 0 ? random.Next(Math.Max(1, plan.Mails / 200)) : plan.Mails + index;
            var to = kind == ChaosRequestKind.Invalid
                ? "nobody" : string.Create(CultureInfo.InvariantCulture, $"{mailbox}+{label}@simulator.amazonses.com");
            return new(emailId, to, kind);
        }
        return new(emailId, string.Create(CultureInfo.InvariantCulture, $"user{index}@chaos.example"), ChaosRequestKind.Plain);
    }
}
