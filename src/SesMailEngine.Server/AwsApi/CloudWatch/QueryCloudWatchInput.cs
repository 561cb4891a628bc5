using System.Globalization;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>Parameters of a query request, below a prefix (<c>Dimensions.member.1.</c>) or at the top.</summary>
/// <param name="form">All parameters.</param>
/// <param name="prefix">What precedes the names, with its dot; empty at the top.</param>
internal sealed class QueryCloudWatchInput(FormParameters form, string prefix = "") : CloudWatchInput
{
    /// <inheritdoc/>
    public override void RequireKnown(params ReadOnlySpan<string> names)
    {
        if (prefix.Length == 0)
        {
            form.RequireKnown(names);
            return;
        }
        foreach (var (key, _) in form.All)
        {
            if (!key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var rest = key[prefix.Length..];
            var dot = rest.IndexOf('.', StringComparison.Ordinal);
            var name = dot < 0 ? rest : rest[..dot];
            if (!names.Contains(name)) throw AwsException.UnsupportedParameter(name);
        }
    }

    /// <inheritdoc/>
    public override string? Text(string name) => form[prefix + name];

    /// <inheritdoc/>
    public override long? Number(string name)
    {
        if (Text(name) is not { } text) return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : throw CloudWatchErrors.Invalid($"The parameter {name} is not a whole number.");
    }

    /// <inheritdoc/>
    public override double? Real(string name) => Text(name) is { } text ? ParseReal(name, text) : null;

    /// <inheritdoc/>
    public override bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw CloudWatchErrors.Invalid($"The parameter {name} is neither true nor false."),
    };

    /// <inheritdoc/>
    public override DateTimeOffset? Time(string name) => Text(name) is { } text ? ParseTime(name, text) : null;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Texts(string name) => form.List($"{prefix}{name}.member");

    /// <inheritdoc/>
    public override IReadOnlyList<double> Reals(string name) => [.. Texts(name).Select(text => ParseReal(name, text))];

    /// <inheritdoc/>
    public override CloudWatchInput? Structure(string name) =>
        form.HasPrefix(prefix + name) ? new QueryCloudWatchInput(form, $"{prefix}{name}.") : null;

    /// <inheritdoc/>
    public override IReadOnlyList<CloudWatchInput> Structures(string name) =>
        [.. form.Prefixes($"{prefix}{name}.member").Select(member => new QueryCloudWatchInput(form, member + "."))];

    private static double ParseReal(string name, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number : throw CloudWatchErrors.Invalid($"The parameter {name} is not a number.");
}
