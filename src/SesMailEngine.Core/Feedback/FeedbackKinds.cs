namespace SesMailEngine.Core.Feedback;

/// <summary>The names of <see cref="FeedbackKind"/>.</summary>
internal static class FeedbackKinds
{
    /// <summary>Reads <c>eventType</c> or <c>notificationType</c>; null for a kind nobody knows.</summary>
    public static FeedbackKind? Parse(string name) => name switch
    {
        "Send" => FeedbackKind.Send,
        "Delivery" => FeedbackKind.Delivery,
        "Open" => FeedbackKind.Open,
        "Bounce" => FeedbackKind.Bounce,
        "Complaint" => FeedbackKind.Complaint,
        "Reject" => FeedbackKind.Reject,
        "Rendering Failure" => FeedbackKind.RenderingFailure,
        "DeliveryDelay" => FeedbackKind.DeliveryDelay,
        "Click" => FeedbackKind.Click,
        "Subscription" => FeedbackKind.Subscription,
        _ => null,
    };

    /// <summary>The type of the record's timeline entry.</summary>
    public static string ToTimelineType(this FeedbackKind kind) => kind switch
    {
        FeedbackKind.Send => "send",
        FeedbackKind.Delivery => "delivery",
        FeedbackKind.Open => "open",
        FeedbackKind.Bounce => "bounce",
        FeedbackKind.Complaint => "complaint",
        FeedbackKind.Reject => "reject",
        FeedbackKind.RenderingFailure => "rendering_failure",
        FeedbackKind.DeliveryDelay => "delivery_delay",
        FeedbackKind.Click => "click",
        _ => "subscription",
    };
}
