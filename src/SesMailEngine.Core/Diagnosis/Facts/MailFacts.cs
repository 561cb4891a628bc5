using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Diagnosis.Facts;

/// <summary>All that was gathered on one mail. What was not asked for or could not be read is absent; <see cref="Looked"/> says which.</summary>
public sealed record MailFacts
{
    /// <summary>The id asked about.</summary>
    public required string EmailId { get; init; }

    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The record; null for none.</summary>
    public TrackingRecord? Record { get; init; }

    /// <summary>True when the id asked about was SES's message id.</summary>
    public bool AskedBySesMessageId { get; init; }

    /// <summary>All attempts at the same mail, the record's own included, oldest first.</summary>
    public IReadOnlyList<TrackingRecord> Attempts { get; init; } = [];

    /// <summary>Its dead letter; null for none.</summary>
    public DeadLetter? DeadLetter { get; init; }

    /// <summary>The recipient's entry on the suppression list.</summary>
    public SuppressionEntry? Suppression { get; init; }

    /// <summary>True when the list was read, so that no entry means none.</summary>
    public bool SuppressionWasRead { get; init; }

    /// <summary>The template as it is now.</summary>
    public TemplateFacts? Template { get; init; }

    /// <summary>The guard's numbers.</summary>
    public GuardFacts? Guard { get; init; }

    /// <summary>The account's limits.</summary>
    public SendQuota? Quota { get; init; }

    /// <summary>SES's word on the sender.</summary>
    public SenderFacts? Sender { get; init; }

    /// <summary>The work queues.</summary>
    public IReadOnlyList<QueueReading> Queues { get; init; } = [];

    /// <summary>Log lines that name the id, newest first.</summary>
    public IReadOnlyList<LogFacts> Log { get; init; } = [];

    /// <summary>How long a claim holds before another sender may take the mail over.</summary>
    public TimeSpan ClaimLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What was looked at.</summary>
    public IReadOnlyList<Look> Looked { get; init; } = [];
}
