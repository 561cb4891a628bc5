using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Sending;

/// <summary>
/// The charset a caller wants a text to travel in. Nothing travels here, so any name that can be one is taken (RFC 2978 section 2.3).
/// </summary>
internal static class Charsets
{
    /// <summary>Refuses what cannot be a charset's name; null for the default is fine.</summary>
    public static void Require(string? name)
    {
        if (name is null) return;
        if (name.Length is 0 or > 40 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'+-^_`{}~.:()".Contains(c)))
            throw SesErrors.Invalid($"The charset '{SesErrors.Shown(name)}' is not supported.");
    }
}
