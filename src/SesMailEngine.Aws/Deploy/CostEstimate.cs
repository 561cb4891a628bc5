namespace SesMailEngine.Aws.Deploy;

/// <summary>
/// What a month costs, in US dollars at list prices of us-east-1 without free tiers. The parts and their sources are in
/// docs/COST.md, "What the installer says".
/// </summary>
public static class CostEstimate
{
    // For a million mails that are sent and delivered.
    private static readonly (string Part, decimal PerMillion)[] Variable =
    [
        ("SES", 100.00m),
        ("DynamoDB", 11.25m + 0.13m + 1.00m),
        ("EventBridge, SQS, SNS", 2.00m + 1.20m + 1.00m),
        // Three invocations a mail at most, 0.075 GB-seconds; 2 GB of logs.
        ("Lambda and logs", 0.60m + 1.25m + 1.00m),
    ];

    /// <summary>The same every month: eight alarms at 0.10, and Lambda's looks at two queues.</summary>
    public const decimal Fixed = 0.80m + 0.52m;

    /// <summary>The whole for a month's mails.</summary>
    public static decimal OfMonth(long mails) => Fixed + Parts(mails).Sum(part => part.Cost);

    /// <summary>What grows with the mails, part by part.</summary>
    public static IReadOnlyList<(string Part, decimal Cost)> Parts(long mails) =>
        [.. Variable.Select(part => (part.Part, part.PerMillion * mails / 1_000_000m))];
}
