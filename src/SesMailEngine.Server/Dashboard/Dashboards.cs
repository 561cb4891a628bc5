using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Templates;
using SesMailEngine.Server.Dashboard.DeadLetters;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Mails;
using SesMailEngine.Server.Dashboard.Overview;
using SesMailEngine.Server.Dashboard.Pages;
using SesMailEngine.Server.Dashboard.Suppression;
using SesMailEngine.Server.Dashboard.Templates;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard;

/// <summary>Puts the dashboard together.</summary>
internal static class Dashboards
{
    /// <summary>The site over some ports.</summary>
    /// <param name="ports">Where it gets what it shows.</param>
    /// <param name="stack">What tells the stack from others.</param>
    /// <param name="sessions">Who is logged in; null where nobody needs to.</param>
    /// <param name="log">Where failures are told.</param>
    /// <param name="time">The clock.</param>
    public static DashboardSite Create(DashboardPorts ports, StackLabel stack, Sessions? sessions, ILog log, TimeProvider time)
    {
        var overview = new OverviewReader(ports, time);
        var starters = new StarterTemplates();
        var previews = new PreviewStore();
        IDashboardPage[] pages =
        [
            new OverviewPage(overview, ports.Settings),
            new LivePage(overview, ports.Settings, time),
            new MailsPage(ports.Mails, ports.Records, time),
            new OneMailPage(ports.Records, ports.Mails, ports.Contents),
            new MailFramePage(ports.Contents),
            new SuppressionListPage(ports.Suppression, ports.SuppressionStore, ports.SuppressionEditor, time),
            new SuppressionExportPage(ports.Suppression),
            new TemplatesPage(ports.Templates, starters),
            new TemplatePage(ports.Templates, starters, new TemplatePreview(ports.Templates, previews, time), new TestRequests(ports.Requests, ports.Ids)),
            new PreviewFramePage(previews),
            new DeadLettersPage(ports.DeadLetters, ports.DeadLetterEditor),
            new RulesPage(ports.Rules),
            new AlarmsPage(ports.Alarms, ports.Settings.AdminEmail),
            new SettingsPage(ports.SettingValues, ports.Contents is not null),
        ];
        return new DashboardSite(pages, stack, sessions, log);
    }
}
