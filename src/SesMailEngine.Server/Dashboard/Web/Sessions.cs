using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>
/// Who is logged in, where the dashboard needs a password. Sessions live in this process alone; guesses are slowed down for everybody
/// together, since an address is no identity.
/// </summary>
/// <param name="password">The password; null where no password is configured, and then nobody gets in.</param>
/// <param name="time">The clock.</param>
internal sealed class Sessions(string? password, TimeProvider time)
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "sesmailengine-session";

    private const int MaxSessions = 200;
    private const int MaxFailures = 10;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private static readonly TimeSpan FailureWindow = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _ends = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> _failures = new();

    /// <summary>True when there is a password to log in with.</summary>
    public bool IsPossible => !string.IsNullOrEmpty(password);

    /// <summary>The session of a request, as a name that opens nothing; null for none.</summary>
    public string? Of(HttpRequest request)
    {
        if (request.Cookies[Cookie] is not { Length: > 0 and < 100 } secret) return null;
        var name = NameOf(secret);
        lock (_gate)
        {
            return _ends.TryGetValue(name, out var end) && end > time.GetUtcNow() ? name : null;
        }
    }

    /// <summary>Logs in: the cookie to set; null for a wrong password, or when too many were tried within a minute.</summary>
    public string? LogIn(string? given, bool isEncrypted, out bool isTooOften)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            while (_failures.TryPeek(out var first) && first + FailureWindow <= now) _failures.Dequeue();
            isTooOften = _failures.Count >= MaxFailures;
            if (isTooOften) return null;
            if (!IsPassword(given))
            {
                _failures.Enqueue(now);
                return null;
            }
            foreach (var (name, end) in _ends.ToArray())
            {
                if (end <= now) _ends.Remove(name);
            }
            if (_ends.Count >= MaxSessions) _ends.Remove(_ends.MinBy(pair => pair.Value).Key);
            var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            _ends[NameOf(secret)] = now + Lifetime;
            return $"{Cookie}={secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age={(int)Lifetime.TotalSeconds}{(isEncrypted ? "; Secure" : "")}";
        }
    }

    /// <summary>Logs out: the cookie that takes the other away.</summary>
    public string LogOut(HttpRequest request)
    {
        if (Of(request) is { } name)
        {
            lock (_gate) _ends.Remove(name);
        }
        return $"{Cookie}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0";
    }

    private bool IsPassword(string? given) => IsPossible && given is not null && CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(password!)));

    private static string NameOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
