namespace SesMailEngine.Core.Model;

/// <summary>The names of everything a stack is made of, from the stack's name, account and region.</summary>
/// <param name="Stack">The stack name.</param>
/// <param name="AccountId">The account, 12 digits.</param>
/// <param name="Region">The region.</param>
public sealed record ResourceNames(string Stack, string AccountId, string Region)
{
    /// <summary>The event bus.</summary>
    public string EventBus => $"{Stack}-EmailBus";

    /// <summary>The rule that catches Email Requests.</summary>
    public string EventRule => $"{Stack}-EmailEventRule";

    /// <summary>The buffer queue.</summary>
    public string EmailQueue => $"{Stack}-EmailQueue";

    /// <summary>The soft-bounce retry queue.</summary>
    public string RetryQueue => $"{Stack}-RetryQueue";

    /// <summary>Dead letters of the rule and of the buffer queue.</summary>
    public string EventBridgeDlq => $"{Stack}-EventBridgeDLQ";

    /// <summary>Dead letters of the retry queue.</summary>
    public string RetryDlq => $"{Stack}-RetryDLQ";

    /// <summary>Dead letters of feedback.</summary>
    public string FeedbackDlq => $"{Stack}-FeedbackDLQ";

    /// <summary>The tracking table.</summary>
    public string TrackingTable => $"{Stack}-EmailTracking";

    /// <summary>The suppression table.</summary>
    public string SuppressionTable => $"{Stack}-Suppression";

    /// <summary>The counters.</summary>
    public string DailyStatsTable => $"{Stack}-DailyStats";

    /// <summary>The template bucket.</summary>
    public string TemplateBucket => $"{Stack}-templates-{AccountId}";

    /// <summary>The SES configuration set.</summary>
    public string ConfigurationSet => $"{Stack}-ConfigSet";

    /// <summary>The topic SES publishes feedback to.</summary>
    public string FeedbackTopic => $"{Stack}-SESFeedback";

    /// <summary>The sending function.</summary>
    public string EmailSender => $"{Stack}-EmailSender";

    /// <summary>The feedback function.</summary>
    public string FeedbackProcessor => $"{Stack}-FeedbackProcessor";

    /// <summary>The seeding function.</summary>
    public string TemplateSeeder => $"{Stack}-TemplateSeeder";

    /// <summary>The alarm topic.</summary>
    public string AlarmTopic => $"{Stack}-Alarms";

    /// <summary>An ARN of this account and region, for example <c>Arn("sqs", "S-EmailQueue")</c>.</summary>
    public string Arn(string service, string resource) => $"arn:aws:{service}:{Region}:{AccountId}:{resource}";
}
