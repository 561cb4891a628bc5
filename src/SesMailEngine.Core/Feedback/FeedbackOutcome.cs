namespace SesMailEngine.Core.Feedback;

/// <summary>What came of a piece of feedback; says what the host does with the message that brought it.</summary>
public enum FeedbackOutcome
{
    /// <summary>It was known already, and nothing changed. Consume the message.</summary>
    Duplicate,

    /// <summary>It is nothing the engine acts on. Consume the message.</summary>
    Ignored,

    /// <summary>It is on the record, and all that follows from it was done. Consume the message.</summary>
    Applied,

    /// <summary>There is no record it belongs to; suppression was done all the same. Consume the message.</summary>
    RecordMissing,

    /// <summary>It cannot be read, now or later. Put the message on the feedback dead letter queue.</summary>
    Unparseable,

    /// <summary>A store did not answer. Leave the message; processing it again completes what is missing.</summary>
    Retry,
}
