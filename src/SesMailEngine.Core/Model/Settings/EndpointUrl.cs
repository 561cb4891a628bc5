using System.Diagnostics.CodeAnalysis;

namespace SesMailEngine.Core.Model.Settings;

/// <summary>URLs this host may post to.</summary>
public static class EndpointUrl
{
    private const int MaxLength = 1600;

    /// <summary>Reads an absolute http or https URL without user name and fragment, at most 1,600 characters long.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        if (text.Length > MaxLength || !text.All(c => c is > ' ' and <= '~')) return false;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var parsed)) return false;
        if (parsed.Scheme is not ("http" or "https") || parsed.Host.Length == 0) return false;
        if (parsed.UserInfo.Length > 0 || parsed.Fragment.Length > 0) return false;
        url = parsed;
        return true;
    }
}
