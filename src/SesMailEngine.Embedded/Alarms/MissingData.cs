namespace SesMailEngine.Embedded.Alarms;

/// <summary>
/// What a period without data counts as
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html).
/// </summary>
public enum MissingData
{
    /// <summary>As nothing: without any data the state is INSUFFICIENT_DATA.</summary>
    Missing,

    /// <summary>As a reason to stay as it is.</summary>
    Ignore,

    /// <summary>As a breach.</summary>
    Breaching,

    /// <summary>As good.</summary>
    NotBreaching,
}
