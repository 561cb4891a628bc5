using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Diagnosis.Gathering;

/// <summary>The settings diagnosis needs, from a stack's parameters; the defaults where a stack does not tell.</summary>
internal sealed class StackSettings(StackSnapshot? stack)
{
    private readonly IReadOnlyDictionary<string, string> settings = stack?.Settings ?? new Dictionary<string, string>(StringComparer.Ordinal);

    public double BounceRateThreshold => Number("BounceRateThreshold", 5);

    public int BounceRateMinimumSample => (int)Number("BounceRateMinimumSample", 50);

    public BounceRateAction BounceRateAction =>
        settings.GetValueOrDefault("BounceRateAction") == "hold" ? BounceRateAction.Hold : BounceRateAction.Fail;

    public int SoftBounceThreshold => (int)Number("ConsecutiveSoftBounceThreshold", 3);

    public TimeSpan ClaimLifetime => TimeSpan.FromSeconds(Number("VisibilityTimeout", 600));

    public string? DefaultSenderEmail => settings.GetValueOrDefault("DefaultSenderEmail") is { Length: > 0 } address ? address : null;

    private double Number(string name, double otherwise) =>
        double.TryParse(settings.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
