namespace SesMailEngine.Core.Model;

/// <summary>A row of the <c>Suppression</c> table: an address that gets no mail.</summary>
public sealed record SuppressionEntry
{
    /// <summary>Key: the whole address in lower case.</summary>
    public required string Email { get; init; }

    /// <summary>The kind.</summary>
    public required SuppressionType Type { get; init; }

    /// <summary>One of <see cref="SuppressionReasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>The mail that caused it.</summary>
    public string? EmailId { get; init; }

    /// <summary>SES's bounce subtype.</summary>
    public string? BounceSubType { get; init; }

    /// <summary>The remote server's words.</summary>
    public string? DiagnosticCode { get; init; }
}
