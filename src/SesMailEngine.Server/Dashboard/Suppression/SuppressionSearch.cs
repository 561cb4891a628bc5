using SesMailEngine.Core.Model;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Suppression;

/// <summary>Which entries are looked for.</summary>
/// <param name="Prefix">How the address begins; null for any.</param>
/// <param name="Type">The kind; null for any.</param>
/// <param name="After">Where the page begins; null for the first.</param>
internal sealed record SuppressionSearch(string? Prefix, SuppressionType? Type, string? After)
{
    private const char Separator = '\u001F';

    /// <summary>True when some entries are left out.</summary>
    public bool IsRestricted => Prefix is not null || Type is not null;

    /// <summary>What a request looks for.</summary>
    public static SuppressionSearch Of(DashboardRequest request)
    {
        if (request.Sealed(SuppressionListPage.Search)?.Split(Separator) is not [var prefix, var type, var after]) return new(null, null, null);
        return new(Given(prefix), SuppressionReasons.TryParseType(type, out var parsed) ? parsed : null, Given(after));
    }

    /// <summary>The address of the page that shows it.</summary>
    public string Link(DashboardKeys keys) => IsRestricted || After is not null
        ? $"/suppression?{SuppressionListPage.Search}={keys.Seal(SuppressionListPage.Search, string.Join(Separator, Prefix, Type?.ToWireName(), After))}"
        : "/suppression";

    private static string? Given(string text) => text.Length == 0 ? null : text;
}
