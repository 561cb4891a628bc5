namespace SesMailEngine.Core.Model;

/// <summary>The values of a suppression entry's <c>reason</c>.</summary>
public static class SuppressionReasons
{
    /// <summary>The address does not exist.</summary>
    public const string HardBounce = "hard-bounce";

    /// <summary>The last N mails to the address all soft-bounced.</summary>
    public const string ConsecutiveSoftBounces = "consecutive-soft-bounces";

    /// <summary>The recipient reported spam.</summary>
    public const string SpamComplaint = "spam-complaint";

    /// <summary>A person put it there.</summary>
    public const string Manual = "manual";

    /// <summary>The wire name of a type.</summary>
    public static string ToWireName(this SuppressionType type) => type switch
    {
        SuppressionType.Bounce => "bounce",
        SuppressionType.Complaint => "complaint",
        _ => "manual",
    };

    /// <summary>Reads a wire name; false when it is none.</summary>
    public static bool TryParseType(string? name, out SuppressionType type)
    {
        type = name switch
        {
            "bounce" => SuppressionType.Bounce,
            "complaint" => SuppressionType.Complaint,
            _ => SuppressionType.Manual,
        };
        return name is "bounce" or "complaint" or "manual";
    }
}
