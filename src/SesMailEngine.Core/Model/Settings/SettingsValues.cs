using System.Globalization;

namespace SesMailEngine.Core.Model.Settings;

/// <summary>The values of all settings: what was given, and the defaults for the rest.</summary>
public sealed class SettingsValues
{
    private const string SenderSetting = "DefaultSenderEmail";
    private const string EmbeddedSender = "noreply@example.com";

    private readonly Dictionary<string, string> given;

    internal SettingsValues(Dictionary<string, string> given) => this.given = given;

    /// <summary>The value of a setting as text; empty for a text or address that nobody gave.</summary>
    /// <exception cref="ArgumentException">There is no such setting.</exception>
    public string this[string name] =>
        given.GetValueOrDefault(name) ?? SettingsCatalogue.Find(name)?.Default
        ?? throw new ArgumentException($"There is no setting '{name}'.", nameof(name));

    /// <summary>True when somebody gave it.</summary>
    public bool IsGiven(string name) => given.ContainsKey(name);

    /// <summary>These, and for what nobody gave, others; names that are no settings are passed over.</summary>
    public SettingsValues Over(IReadOnlyDictionary<string, string> others)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in others)
        {
            if (SettingsCatalogue.Find(name) is { } setting && setting.Allows(value)) values[setting.Name] = value;
        }
        foreach (var (name, value) in given) values[name] = value;
        return new SettingsValues(values);
    }

    /// <summary>Others, and for what they do not name, these.</summary>
    public SettingsValues Under(IReadOnlyDictionary<string, string> others) =>
        new SettingsValues(new(StringComparer.OrdinalIgnoreCase)).Over(others).Over(given);

    /// <summary>A whole number.</summary>
    public int Integer(string name) => int.Parse(this[name], CultureInfo.InvariantCulture);

    /// <summary>A decimal number.</summary>
    public double Number(string name) => double.Parse(this[name], CultureInfo.InvariantCulture);

    /// <summary>A number of seconds.</summary>
    public TimeSpan Seconds(string name) => TimeSpan.FromSeconds(Number(name));

    /// <summary>The HTTP endpoints of functions.</summary>
    public FunctionEndpoints Endpoints(string name) =>
        FunctionEndpoints.TryParse(this[name], out var endpoints) ? endpoints : FunctionEndpoints.None;

    /// <summary>
    /// The parameters of the stack, in the catalogue's order, with the values they have on the embedded host: what was given, and for the
    /// rest the defaults there.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> StackParametersOnEmbedded() =>
        [.. SettingsCatalogue.All.Where(s => s.Scope != SettingScope.Embedded).Select(s => KeyValuePair.Create(s.Name, OnEmbedded(s.Name)))];

    /// <summary>The settings that decide the engine's behaviour, for the AWS host.</summary>
    public EngineSettings ForStack(ResourceNames names) => Common(names) with
    {
        SenderConcurrency = Integer("EmailSenderConcurrency"),
    };

    /// <summary>The same for the embedded host: one sender, and a default address so that a first mail goes out.</summary>
    public EngineSettings ForEmbedded(ResourceNames names) => Common(names) with
    {
        DefaultSenderEmail = OnEmbedded(SenderSetting),
        VisibilityTimeout = Seconds("VisibilityTimeout"),
        RetryDelay = Seconds("RetryDelay"),
    };

    private EngineSettings Common(ResourceNames names) => new()
    {
        Names = names,
        AdminEmail = TextOrNull("AdminEmail"),
        DefaultSenderEmail = TextOrNull("DefaultSenderEmail"),
        DefaultSenderName = TextOrNull("DefaultSenderName"),
        DataRetentionDays = Integer("DataRetentionDays"),
        LogRetentionDays = Integer("LogRetentionDays"),
        ConsecutiveSoftBounceThreshold = Integer("ConsecutiveSoftBounceThreshold"),
        SoftBounceRetries = Integer("SoftBounceRetries"),
        BounceRateThreshold = Number("BounceRateThreshold"),
        BounceRateMinimumSample = Integer("BounceRateMinimumSample"),
        BounceRateAction = this["BounceRateAction"] == "hold" ? BounceRateAction.Hold : BounceRateAction.Fail,
        Alarms = new AlarmSettings
        {
            BounceRateThreshold = Number("BounceRateAlarmThreshold"),
            ComplaintRateThreshold = Number("ComplaintRateAlarmThreshold"),
            ReputationPeriod = Seconds("ReputationAlarmPeriod"),
            LambdaErrorThreshold = Number("LambdaErrorAlarmThreshold"),
            LambdaErrorEvaluationPeriods = Integer("LambdaErrorAlarmEvaluationPeriods"),
        },
    };

    // The embedded host has a sender of its own, so that a first mail goes out.
    private string OnEmbedded(string name) => this[name] is { Length: 0 } && name == SenderSetting ? EmbeddedSender : this[name];

    private string? TextOrNull(string name) => this[name] is { Length: > 0 } value ? value : null;
}
