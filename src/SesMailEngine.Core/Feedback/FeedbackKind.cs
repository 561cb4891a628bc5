namespace SesMailEngine.Core.Feedback;

/// <summary>
/// The kinds of feedback (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html).
/// </summary>
internal enum FeedbackKind
{
    /// <summary>SES accepted the mail.</summary>
    Send,

    /// <summary>The recipient's server accepted it.</summary>
    Delivery,

    /// <summary>Its picture was loaded, by a person or a machine.</summary>
    Open,

    /// <summary>It could not be delivered.</summary>
    Bounce,

    /// <summary>The recipient reported spam.</summary>
    Complaint,

    /// <summary>SES accepted it, but found a virus and did not send it.</summary>
    Reject,

    /// <summary>SES could not render its own template.</summary>
    RenderingFailure,

    /// <summary>SES is still trying.</summary>
    DeliveryDelay,

    /// <summary>A link was followed.</summary>
    Click,

    /// <summary>The recipient changed a subscription kept by SES.</summary>
    Subscription,
}
