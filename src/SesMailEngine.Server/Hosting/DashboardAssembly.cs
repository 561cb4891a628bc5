using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Embedded;
using SesMailEngine.Server.Dashboard;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Hosting;

// The dashboard of this host, straight on its stores.
internal static class DashboardAssembly
{
    public static DashboardSite Create(
        AwsEndpointOptions options, EmbeddedStores stores, IReadOnlyList<KeyValuePair<string, string>> settings, string version, TimeProvider clock)
    {
        var names = options.Names;
        var operations = stores.Operations;
        var ports = new DashboardPorts
        {
            Records = stores.Tracking,
            Mails = operations.Mails,
            Contents = operations.Contents,
            Statistics = operations.Statistics,
            Activity = operations.Activity,
            Quota = stores.SendQuota,
            Queues = operations.Queues,
            Alarms = operations.Alarms,
            Suppression = operations.Suppression,
            SuppressionStore = stores.Suppression,
            SuppressionEditor = operations.SuppressionEditor,
            DeadLetters = operations.DeadLetters,
            DeadLetterEditor = operations.DeadLetterEditor,
            Rules = operations.Rules,
            Templates = stores.Templates,
            Requests = operations.Requests,
            Ids = stores.Ids,
            Settings = stores.Options.Settings,
            SettingValues = settings,
        };
        var sessions = options.AccessKeys.Count > 0 ? new Sessions(options.DashboardPassword, clock) : null;
        return Dashboards.Create(
            ports, new StackLabel(names.Stack, names.Region, names.AccountId, "This machine", version), sessions, stores.Log, clock);
    }

    /// <summary>Every setting this host has, with its value.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> SettingsOf(SettingsValues values) =>
        [.. values.StackParametersOnEmbedded().Where(value => SettingsCatalogue.Find(value.Key)!.Scope != SettingScope.Stack),
            .. SettingsCatalogue.All.Where(setting => setting.Scope == SettingScope.Embedded).Select(setting => KeyValuePair.Create(setting.Name, values[setting.Name]))];
}
