using SesMailEngine.Core.Ports;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Templates;

/// <summary>The templates there are.</summary>
/// <param name="store">The template bucket.</param>
/// <param name="starters">The starter templates of this program.</param>
internal sealed class TemplatesPage(ITemplateStore store, ITemplateStore starters) : IDashboardPage
{
    private const int PageSize = 100;

    /// <inheritdoc/>
    public string Path => "/templates";

    /// <inheritdoc/>
    public async Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        var after = request.Query("after");
        var names = (await store.ListTemplatesAsync(cancellationToken))
            .Where(name => TemplateTexts.IsName(name) && (after is null || string.CompareOrdinal(name, after) > 0)).Take(PageSize + 1).ToList();
        var listings = await Task.WhenAll(
            names.Take(PageSize).Select(name => TemplateListing.ReadAsync(store, starters, name, cancellationToken)));
        var next = names.Count > PageSize ? names[PageSize - 1] : null;
        return Answer.Page("Templates", Html.Of($"""
            <div class="card flush">
            <div class="scroll"><table>
            <thead><tr><th scope="col">Template</th><th scope="col" class="fit">Version</th><th scope="col" class="fit opt">Needs</th><th scope="col" class="fit opt">Origin</th></tr></thead>
            <tbody>{Html.Each(listings, Row)}</tbody>
            </table></div>
            {Html.If(listings.Length == 0, () => Html.Of($"<p class=\"empty\"><strong>No templates yet</strong>Install the starter templates with <code>sesmailengine seed</code>, or put your own into the bucket.</p>"))}
            {Html.If(next is not null, () => Html.Of($"<div class=\"pager\"><span></span><a class=\"button\" href=\"/templates?after={next}\">Next</a></div>"))}
            </div>
            """));
    }

    private static Html Row(TemplateListing listing) => Html.Of($"""
        <tr><td><a class="main" href="/template?name={listing.Name}">{listing.Name}</a>
        <span class="sub">{listing.Metadata?.Description ?? listing.Metadata?.Subject ?? listing.Problem}</span></td>
        <td class="fit">{listing.Metadata?.Version ?? "–"}</td>
        <td class="fit opt">{(listing.Metadata is { } metadata ? Words.Count(metadata.RequiredVariables.Count, "variable") : "–")}</td>
        <td class="fit opt">{Origin(listing)}</td></tr>
        """);

    private static Html Origin(TemplateListing listing) => listing switch
    {
        { Metadata: null } => Words.Pill("broken", "bad"),
        { StarterVersion: null } => Words.Pill("yours", "info"),
        _ when listing.StarterVersion == (listing.Metadata.Version ?? "") => Words.Pill("starter", "idle"),
        _ => Words.Pill($"starter, ships {listing.StarterVersion}", "warn"),
    };
}
