using System.Text.RegularExpressions;

namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>Small changes to a mail's markup before it is shown. What makes it harmless is the policy it is served with, not these.</summary>
internal static partial class MailMarkup
{
    /// <summary>
    /// The mail without <c>link</c> and <c>base</c> elements: hints to connect to a host early are followed whatever the policy says.
    /// </summary>
    public static string WithoutHints(string html) => Hints().Replace(html, "<x-$1");

    /// <summary>The mail as a reader with a light or a dark screen sees it, whatever this browser's screen is.</summary>
    public static string InScheme(string html, bool isDark) =>
        Schemes().Replace(html, match => match.Groups[1].ValueSpan.Equals("dark", StringComparison.OrdinalIgnoreCase) == isDark
            ? "(min-width:0px)" : "(max-width:0px)");

    [GeneratedRegex("<(link|base)(?![a-z0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hints();

    [GeneratedRegex(@"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Schemes();
}
