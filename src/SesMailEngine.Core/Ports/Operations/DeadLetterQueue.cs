namespace SesMailEngine.Core.Ports.Operations;

/// <summary>A dead letter queue of the stack.</summary>
public enum DeadLetterQueue
{
    /// <summary>Requests that could not be handled in three deliveries, and events the bus could not deliver.</summary>
    Requests,

    /// <summary>Soft-bounce retries that could not be handled.</summary>
    Retries,

    /// <summary>Feedback from SES that could not be read or stored.</summary>
    Feedback,
}
