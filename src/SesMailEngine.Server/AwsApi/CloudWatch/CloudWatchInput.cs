using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>The parameters of an operation, or a structure among them, whichever of the two protocols they came in.</summary>
internal abstract class CloudWatchInput
{
    private const int MaxDimensions = 30;
    private const int MaxNameLength = 255;
    private const int MaxDimensionValue = 1024;

    /// <summary>Refuses parameters that are not named here.</summary>
    public abstract void RequireKnown(params ReadOnlySpan<string> names);

    /// <summary>A text.</summary>
    public abstract string? Text(string name);

    /// <summary>A whole number.</summary>
    public abstract long? Number(string name);

    /// <summary>A number.</summary>
    public abstract double? Real(string name);

    /// <summary>True or false.</summary>
    public abstract bool? Flag(string name);

    /// <summary>A time.</summary>
    public abstract DateTimeOffset? Time(string name);

    /// <summary>A list of texts.</summary>
    public abstract IReadOnlyList<string> Texts(string name);

    /// <summary>A list of numbers.</summary>
    public abstract IReadOnlyList<double> Reals(string name);

    /// <summary>A structure; null when it is not given.</summary>
    public abstract CloudWatchInput? Structure(string name);

    /// <summary>A list of structures.</summary>
    public abstract IReadOnlyList<CloudWatchInput> Structures(string name);

    /// <summary>A text that must be given.</summary>
    public string Require(string name, int maxLength = MaxNameLength)
    {
        if (Text(name) is not { Length: > 0 } text) throw CloudWatchErrors.Missing(name);
        return Checked(name, text, maxLength);
    }

    /// <summary>A text that need not be given, of a limited length.</summary>
    public string? Limited(string name, int maxLength) => Text(name) is { } text ? Checked(name, text, maxLength) : null;

    /// <summary>A whole number in a range.</summary>
    public int? Between(string name, int min, int max)
    {
        if (Number(name) is not { } number) return null;
        return number >= min && number <= max
            ? (int)number : throw CloudWatchErrors.Invalid($"The parameter {name} must be between {min} and {max}.");
    }

    /// <summary>A value of an enumeration by its own name.</summary>
    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text) return null;
        return Enum.TryParse<T>(text, out var value) && value.ToString() == text ? value : throw CloudWatchErrors.Invalid(
            $"The parameter {name} must be one of {string.Join(", ", Enum.GetNames<T>())}, not '{CloudWatchErrors.Shown(text)}'.");
    }

    /// <summary>A time that must be given.</summary>
    public DateTimeOffset RequireTime(string name) => Time(name) ?? throw CloudWatchErrors.Missing(name);

    /// <summary>A period in whole minutes; this host keeps values by the minute.</summary>
    public int RequireMinutes(string name)
    {
        var seconds = Number(name) ?? throw CloudWatchErrors.Missing(name);
        return seconds is >= 60 and <= 86_400 && seconds % 60 == 0 ? (int)(seconds / 60) : throw CloudWatchErrors.Invalid(
            $"The parameter {name} must be a multiple of 60 from 60 to 86400: this host keeps values by the minute.");
    }

    /// <summary>The metric that Namespace, MetricName and Dimensions name.</summary>
    public MetricKey RequireMetric() => new(Require("Namespace"), Require("MetricName"), Dimensions());

    /// <summary>The dimensions of a metric.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Dimensions()
    {
        var dimensions = new List<KeyValuePair<string, string>>();
        foreach (var dimension in Structures("Dimensions"))
        {
            dimension.RequireKnown("Name", "Value");
            dimensions.Add(new(dimension.Require("Name"), dimension.Require("Value", MaxDimensionValue)));
        }
        if (dimensions.Count > MaxDimensions)
            throw CloudWatchErrors.Invalid($"A metric has at most {MaxDimensions} dimensions.");
        return dimensions.DistinctBy(pair => pair.Key).Count() == dimensions.Count
            ? dimensions : throw CloudWatchErrors.Invalid("The same dimension is given twice.");
    }

    /// <summary>A time as query requests write it.</summary>
    protected static DateTimeOffset ParseTime(string name, string text) =>
        WireTime.TryParse(text, out var time) ? time : throw CloudWatchErrors.Invalid($"The parameter {name} is not a time.");

    private static string Checked(string name, string text, int maxLength)
    {
        if (text.Length > maxLength) throw CloudWatchErrors.Invalid($"The parameter {name} is longer than {maxLength} characters.");
        return text.Any(char.IsControl) && name != "AlarmDescription"
            ? throw CloudWatchErrors.Invalid($"The parameter {name} has control characters.") : text;
    }
}
