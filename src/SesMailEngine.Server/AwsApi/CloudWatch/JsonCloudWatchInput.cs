using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>Parameters in JSON.</summary>
/// <param name="json">An object that lives as long as this.</param>
internal sealed class JsonCloudWatchInput(JsonElement json) : CloudWatchInput
{
    private const double MaxSeconds = 253_402_300_799; // the end of the year 9999

    /// <inheritdoc/>
    public override void RequireKnown(params ReadOnlySpan<string> names) => json.RequireKnown(names);

    /// <inheritdoc/>
    public override string? Text(string name) => json.Text(name);

    /// <inheritdoc/>
    public override long? Number(string name) => json.Number(name);

    /// <inheritdoc/>
    public override double? Real(string name) => json.Member(name) is { } value ? Real(name, value) : null;

    /// <inheritdoc/>
    public override bool? Flag(string name) => json.Flag(name);

    /// <inheritdoc/>
    public override DateTimeOffset? Time(string name)
    {
        if (json.Member(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String) return ParseTime(name, value.GetString()!);
        var seconds = Real(name, value);
        return seconds is >= 0 and <= MaxSeconds
            ? DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000)) : throw CloudWatchErrors.Invalid($"The parameter {name} is not a time.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Texts(string name) => json.Texts(name);

    /// <inheritdoc/>
    public override IReadOnlyList<double> Reals(string name) => [.. json.List(name).Select(value => Real(name, value))];

    /// <inheritdoc/>
    public override CloudWatchInput? Structure(string name) =>
        json.Structure(name) is { } structure ? new JsonCloudWatchInput(structure) : null;

    /// <inheritdoc/>
    public override IReadOnlyList<CloudWatchInput> Structures(string name) =>
        [.. json.List(name).Select(value => value.ValueKind == JsonValueKind.Object
            ? new JsonCloudWatchInput(value) : throw AwsException.Serialization($"An element of {name} is not an object."))];

    private static double Real(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number : throw AwsException.Serialization($"The member {name} is not a number.");
}
