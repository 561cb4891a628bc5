using SesMailEngine.Core.Model;
using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Overview;

/// <summary>The first page: how mail is doing right now.</summary>
/// <param name="reader">The numbers.</param>
/// <param name="settings">Their limits.</param>
internal sealed class OverviewPage(OverviewReader reader, EngineSettings settings) : IDashboardPage
{
    /// <inheritdoc/>
    public string Path => "/";

    /// <inheritdoc/>
    public async Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        var numbers = await reader.ReadAsync(cancellationToken);
        var parts = new OverviewParts(settings, request.Keys).Write(numbers).ToDictionary(part => part.Id, part => part.Markup);
        return new PageAnswer("Overview", Html.Of($"""
            <div class="stacked" data-live="/live">
            <dl class="tiles" id="tiles">{parts["tiles"]}</dl>
            <div class="two">
            <section class="card" id="hours">{parts["hours"]}</section>
            <section class="card" id="days">{parts["days"]}</section>
            </div>
            <div class="wide-left">
            <section class="card flush" aria-label="Latest mails"><div class="card-head"><h2>Latest mails</h2><a href="/mails">All mails</a></div><div id="feed">{parts["feed"]}</div></section>
            <div class="stacked"><section class="card" id="state">{parts["state"]}</section><section class="card" id="queues">{parts["queues"]}</section></div>
            </div>
            <p class="hint small">AWS clients use <code>--endpoint-url {request.Authority}</code> and the bus <code>{settings.Names.EventBus}</code>. All times are UTC.</p>
            </div>
            """), 200)
        { Beside = Html.Of($"<button type=\"button\" id=\"pause\" hidden>Pause updates</button>") };
    }
}
