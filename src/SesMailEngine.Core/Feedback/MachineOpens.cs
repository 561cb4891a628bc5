using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Feedback;

/// <summary>
/// Tells openings by machines from those by people: privacy proxies that load every picture in advance, the picture
/// caches of mail providers, security scanners, and programs that are no mail reader. What cannot be told apart counts as a
/// person.
/// </summary>
internal static class MachineOpens
{
    /// <summary>Nobody reads a mail this soon after it was delivered.</summary>
    public static readonly TimeSpan TooSoon = TimeSpan.FromSeconds(2);

    // Apple's Mail Privacy Protection says just this; nobody else does.
    private const string AppleMailPrivacy = "Mozilla/5.0";

    private static readonly string[] Marks =
    [
        // Picture proxies and prefetchers of Gmail and Yahoo.
        "GoogleImageProxy", "ggpht.com", "Edge/12.246 Mozilla/5.0", "YahooMailProxy",
        // Security gateways.
        "SafeLinks", "Microsoft Exchange", "Mimecast", "Proofpoint", "Barracuda", "BitDefender", "TrendMicro", "FireEye",
        "Symantec", "MessageLabs", "Sophos", "Zscaler", "Fortinet", "FortiGuard", "Forcepoint", "Cloudmark", "Vade",
        // Programs.
        "HeadlessChrome", "PhantomJS", "python-requests", "Python-urllib", "aiohttp", "curl/", "Wget/", "Go-http-client",
        "Apache-HttpClient", "okhttp", "libwww-perl", "node-fetch", "axios/", "bot/", "crawler", "spider", "scanner",
    ];

    /// <summary>True when the user agent alone gives a machine away.</summary>
    public static bool IsMachine(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent)) return false;
        var trimmed = userAgent.AsSpan().Trim();
        if (trimmed.SequenceEqual(AppleMailPrivacy)) return true;
        foreach (var mark in Marks)
        {
            if (trimmed.Contains(mark, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    /// <summary>
    /// True when the opening came too soon. While the delivery is not known, because its event is still on the way, the
    /// time of sending stands in for it: no mail is delivered before it is sent.
    /// </summary>
    public static bool IsTooSoon(DateTimeOffset openedAt, TrackingRecord record, DateTimeOffset? sentAt) =>
        (record.DeliveredAt ?? sentAt ?? record.SentAt) is { } start && openedAt - start < TooSoon;
}
