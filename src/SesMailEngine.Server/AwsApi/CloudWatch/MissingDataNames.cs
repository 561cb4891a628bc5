using SesMailEngine.Embedded.Alarms;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>The names of <see cref="MissingData"/> in TreatMissingData.</summary>
internal static class MissingDataNames
{
    /// <summary>The name.</summary>
    public static string ToWireName(MissingData treatment) => treatment switch
    {
        MissingData.Ignore => "ignore",
        MissingData.Breaching => "breaching",
        MissingData.NotBreaching => "notBreaching",
        _ => "missing",
    };

    /// <summary>Reads a name; none given is <c>missing</c>.</summary>
    public static MissingData Parse(string? name) => name switch
    {
        null or "missing" => MissingData.Missing,
        "ignore" => MissingData.Ignore,
        "breaching" => MissingData.Breaching,
        "notBreaching" => MissingData.NotBreaching,
        _ => throw CloudWatchErrors.Invalid("TreatMissingData must be breaching, notBreaching, ignore or missing."),
    };
}
