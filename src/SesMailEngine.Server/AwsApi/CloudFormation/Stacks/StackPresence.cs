namespace SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

/// <summary>What of the engine is on this host: its tables and its bucket can be there without the rest.</summary>
/// <param name="Engine">Bus, rule, queues, topics, functions, alarms, log groups and configuration set.</param>
/// <param name="TrackingTable">The table of tracking records.</param>
/// <param name="SuppressionTable">The suppression list.</param>
/// <param name="DailyStatsTable">The counters.</param>
/// <param name="Bucket">The template bucket.</param>
internal sealed record StackPresence(bool Engine, bool TrackingTable, bool SuppressionTable, bool DailyStatsTable, bool Bucket)
{
    /// <summary>All of it, as a host starts.</summary>
    public static StackPresence Whole { get; } = new(true, true, true, true, true);

    /// <summary>The resources that can be there without the rest, by their names in the template.</summary>
    public static IReadOnlyList<string> Data { get; } = ["EmailTrackingTable", "SuppressionTable", "DailyStatsTable", "TemplateBucket"];

    /// <summary>True when a resource is there.</summary>
    public bool Has(string logicalId) => logicalId switch
    {
        "EmailTrackingTable" => TrackingTable,
        "SuppressionTable" => SuppressionTable,
        "DailyStatsTable" => DailyStatsTable,
        "TemplateBucket" => Bucket,
        _ => Engine,
    };

    /// <summary>The same with a resource there or not.</summary>
    public StackPresence With(string logicalId, bool isThere) => logicalId switch
    {
        "EmailTrackingTable" => this with { TrackingTable = isThere },
        "SuppressionTable" => this with { SuppressionTable = isThere },
        "DailyStatsTable" => this with { DailyStatsTable = isThere },
        "TemplateBucket" => this with { Bucket = isThere },
        _ => this with { Engine = isThere },
    };
}
