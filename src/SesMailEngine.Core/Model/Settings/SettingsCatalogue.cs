using System.Collections.Frozen;
using static SesMailEngine.Core.Model.Settings.SettingKind;
using static SesMailEngine.Core.Model.Settings.SettingScope;

namespace SesMailEngine.Core.Model.Settings;

/// <summary>Every setting there is: the parameters of the AWS stack and the settings of the embedded host, in one table.</summary>
public static class SettingsCatalogue
{
    private static readonly string[] TrueOrFalse = ["true", "false"];

    private static readonly FrozenDictionary<string, Setting> ByName;

    static SettingsCatalogue()
    {
        All =
        [
            new("AdminEmail", Address, "", Everywhere, "Who gets the alarms."),
            new("DefaultSenderEmail", Address, "", Everywhere, "The sender's address when neither request nor template names one."),
            new("DefaultSenderName", Text, "SESMailEngine", Everywhere, "The sender's name when neither request nor template names one."),
            new("LambdaCodeS3Bucket", Text, "", Stack, "The bucket that holds the functions' code."),
            new("LambdaCodeVersion", Text, "0.1.0", Stack, "The version of the code in that bucket."),
            Words("LambdaArchitecture", "x86_64", Stack, ["x86_64", "arm64"], "The processors the functions run on."),
            new("Environment", Text, "prod", Stack, "A label for the stack's resources."),
            Whole("DataRetentionDays", 90, 30, 365, Everywhere, "Days a tracking record is kept."),
            Whole("LogRetentionDays", 90, 1, 3653, Everywhere, "Days logs are kept."),
            Whole("ConsecutiveSoftBounceThreshold", 3, 2, 10, Everywhere, "Soft bounces in a row that suppress an address."),
            Whole("SoftBounceRetries", 1, 0, 1, Everywhere, "Retries after a first soft bounce."),
            Decimal("BounceRateThreshold", "5", 0, 100, Everywhere, "Percent of today's mail that may bounce before the guard closes."),
            Whole("BounceRateMinimumSample", 50, 0, 1_000_000, Everywhere, "Mails sent today before the guard may close."),
            Words("BounceRateAction", "fail", Everywhere, ["fail", "hold"], "What the closed guard does with a request."),
            Whole("EmailSenderMemory", 512, 128, 10_240, Stack, "Memory of the sender function, in MB."),
            Whole("EmailSenderTimeout", 30, 10, 60, Stack, "Seconds the sender function may take for a batch."),
            Whole("EmailSenderConcurrency", 5, 2, 1_000, Stack, "Sender functions at work at once; they share SES's rate."),
            Whole("FeedbackProcessorMemory", 256, 128, 10_240, Stack, "Memory of the feedback function, in MB."),
            Whole("FeedbackProcessorTimeout", 15, 1, 900, Stack, "Seconds the feedback function may take."),
            Words("RetainDataOnDelete", "true", Stack, TrueOrFalse, "Whether tables and templates outlive the stack."),
            Decimal("BounceRateAlarmThreshold", "0.03", 0, 1, Everywhere, "Share of bounces that raises the alarm."),
            Decimal("ComplaintRateAlarmThreshold", "0.0005", 0, 1, Everywhere, "Share of complaints that raises the alarm."),
            Whole("ReputationAlarmPeriod", 3_600, 60, 86_400, Everywhere, "Seconds of one period of the two reputation alarms."),
            Whole("LambdaErrorAlarmThreshold", 50, 0, 1_000_000, Everywhere, "Errors of a function in five minutes above which it alarms."),
            Whole("LambdaErrorAlarmEvaluationPeriods", 2, 1, 288, Everywhere, "Five-minute periods in a row that must be above it."),
            Decimal("MaxSendRate", "0", 0, 1_000_000, Embedded, "Mails a second the simulator accepts; 0 for no limit."),
            Decimal("Max24HourSend", "0", 0, 1_000_000_000, Embedded, "Mails a day the simulator accepts; 0 for no limit."),
            Words("RequireVerifiedSender", "false", Embedded, TrueOrFalse, "Whether the simulator refuses mail from others than the default sender and its domain, as SES does."),
            Decimal("FeedbackDelay", "0.2", 0, 86_400, Embedded, "Seconds until the simulator reports what became of a mail."),
            new("LambdaEndpoints", Endpoints, "", Embedded, "HTTP endpoints that stand for functions as targets: name=URL,name=URL."),
            Decimal("RetryDelay", "900", 0, 900, Embedded, "Seconds until a soft bounce is tried again."),
            Decimal("VisibilityTimeout", "600", 0.1, 43_200, Embedded, "Seconds a received message stays invisible, and a claim holds."),
        ];
        ByName = All.ToFrozenDictionary(s => s.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All settings, in the order documents list them.</summary>
    public static IReadOnlyList<Setting> All { get; }

    /// <summary>The setting of a name, whatever its case; null for none.</summary>
    public static Setting? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>
    /// Takes each setting from the first source that gives it. Every value is checked, also one that another source
    /// overrules, and every problem is told: the setting, the value, what is allowed, and where it came from.
    /// </summary>
    /// <param name="sources">The given values, the source that wins first.</param>
    /// <param name="problems">What is wrong, one sentence each; empty when all is well.</param>
    public static SettingsValues Read(IEnumerable<IEnumerable<SettingValue>> sources, out IReadOnlyList<string> problems)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var found = new List<string>();
        foreach (var given in sources.SelectMany(source => source))
        {
            if (Find(given.Name) is not { } setting)
            {
                found.Add($"Unknown setting '{given.Name}' ({given.Origin}).{Suggest(given.Name)}");
            }
            else if (!setting.Allows(given.Value))
            {
                found.Add($"Setting '{setting.Name}' cannot be '{given.Value}' ({given.Origin}): it must be {setting.Range}.");
            }
            else
            {
                values.TryAdd(setting.Name, given.Value);
            }
        }
        problems = found;
        return new SettingsValues(values);
    }

    private static string Suggest(string name)
    {
        var near = All.FirstOrDefault(s => s.Name.Contains(name, StringComparison.OrdinalIgnoreCase)
            || name.Contains(s.Name, StringComparison.OrdinalIgnoreCase));
        return near is null || name.Length < 4 ? "" : $" Did you mean '{near.Name}'?";
    }

    private static Setting Whole(string name, int value, double min, double max, SettingScope scope, string description) =>
        new(name, Integer, value.ToString(System.Globalization.CultureInfo.InvariantCulture), scope, description) { Min = min, Max = max };

    private static Setting Decimal(string name, string value, double min, double max, SettingScope scope, string description) =>
        new(name, Number, value, scope, description) { Min = min, Max = max };

    private static Setting Words(string name, string value, SettingScope scope, string[] words, string description) =>
        new(name, Choice, value, scope, description) { Choices = words };
}
