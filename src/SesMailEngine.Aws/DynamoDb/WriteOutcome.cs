namespace SesMailEngine.Aws.DynamoDb;

/// <summary>How a conditional write ended.</summary>
internal enum WriteOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>Its condition did not hold; nothing was written.</summary>
    ConditionFailed,

    /// <summary>Nobody knows; reading tells.</summary>
    Unknown,
}
