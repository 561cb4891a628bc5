using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Pages;

/// <summary>The settings in force; they are changed where the host is started, or in the stack.</summary>
/// <param name="values">Each setting's value.</param>
/// <param name="isEmbedded">True on one machine.</param>
internal sealed class SettingsPage(IReadOnlyList<KeyValuePair<string, string>> values, bool isEmbedded) : IDashboardPage
{
    /// <inheritdoc/>
    public string Path => "/settings";

    /// <inheritdoc/>
    public Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken) => Task.FromResult(Answer.Page("Settings", Html.Of($"""
        <div class="stacked">
        <p class="hint">{(isEmbedded
            ? Html.Of($"Read only. Change them with <code>--set Name=Value</code>, the environment or <code>sesmailengine.json</code>, and start again.")
            : Html.Of($"Read only. Change them as parameters of the stack: <code>sesmailengine install</code> with new values updates it."))}</p>
        <section class="card flush" aria-label="Settings"><div class="scroll"><table>
        <thead><tr><th scope="col">Setting</th><th scope="col">Value</th><th scope="col" class="opt">Default</th></tr></thead>
        <tbody>{Html.Each(values, Row)}</tbody></table></div></section></div>
        """)));

    private static Html Row(KeyValuePair<string, string> value)
    {
        var setting = SettingsCatalogue.Find(value.Key);
        return Html.Of($"""
            <tr><td><strong>{value.Key}</strong><span class="sub">{setting?.Description}</span></td>
            <td>{(value.Value.Length == 0 ? Html.Of($"<span class=\"muted\">not set</span>") : Html.Of($"<code>{value.Value}</code>"))}</td>
            <td class="opt muted">{(setting is { Default.Length: > 0 } ? Html.Of($"<code>{setting.Default}</code>") : Html.Empty)}</td></tr>
            """);
    }
}
