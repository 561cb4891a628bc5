namespace SesMailEngine.Core.Model;

/// <summary>Why an address is on the suppression list; a complaint is never downgraded.</summary>
public enum SuppressionType
{
    /// <summary>Hard bounce, or soft bounces in a row. Wire name <c>bounce</c>.</summary>
    Bounce,

    /// <summary>Put there by a person. Wire name <c>manual</c>.</summary>
    Manual,

    /// <summary>The recipient reported spam. Wire name <c>complaint</c>.</summary>
    Complaint,
}
