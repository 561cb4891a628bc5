namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>What each function may do, and to what: the list the template's roles are held against, and the code's calls.</summary>
internal static class Rights
{
    /// <summary>Function, action and resource (in the words of the stack <c>mail</c>) of each right the code itself uses.</summary>
    public static IReadOnlyList<(string Function, string Action, string Resource)> OfTheCode { get; } =
    [
        ("EmailSender", "dynamodb:GetItem", Table("EmailTracking")),
        ("EmailSender", "dynamodb:PutItem", Table("EmailTracking")),
        ("EmailSender", "dynamodb:UpdateItem", Table("EmailTracking")),
        ("EmailSender", "dynamodb:GetItem", Table("Suppression")),
        ("EmailSender", "dynamodb:Query", Table("DailyStats")),
        ("EmailSender", "dynamodb:UpdateItem", Table("DailyStats")),
        ("EmailSender", "s3:GetObject", TemplateObjects),
        ("EmailSender", "s3:ListBucket", TemplateBucket),
        ("EmailSender", "ses:SendEmail", StackTemplate.Names.Arn("ses", "identity/*")),
        ("EmailSender", "ses:SendEmail", StackTemplate.Names.Arn("ses", "configuration-set/mail-ConfigSet")),
        ("EmailSender", "ses:GetAccount", "*"),
        ("EmailSender", "events:PutEvents", Bus),
        ("EmailSender", "sqs:SendMessage", Queue("EmailQueue")),
        ("EmailSender", "sqs:SendMessage", Queue("RetryQueue")),
        ("FeedbackProcessor", "dynamodb:GetItem", Table("EmailTracking")),
        ("FeedbackProcessor", "dynamodb:UpdateItem", Table("EmailTracking")),
        ("FeedbackProcessor", "dynamodb:Query", Table("EmailTracking") + "/index/to-email-timestamp-index"),
        ("FeedbackProcessor", "dynamodb:Query", Table("EmailTracking") + "/index/ses-message-id-index"),
        ("FeedbackProcessor", "dynamodb:GetItem", Table("Suppression")),
        ("FeedbackProcessor", "dynamodb:PutItem", Table("Suppression")),
        ("FeedbackProcessor", "dynamodb:UpdateItem", Table("DailyStats")),
        ("FeedbackProcessor", "events:PutEvents", Bus),
        ("FeedbackProcessor", "sqs:SendMessage", Queue("RetryQueue")),
        ("TemplateSeeder", "s3:GetObject", TemplateObjects),
        ("TemplateSeeder", "s3:PutObject", TemplateObjects),
        ("TemplateSeeder", "s3:ListBucket", TemplateBucket),
    ];

    /// <summary>The same for what Lambda does in a function's name: logs, its queues, its dead letters.</summary>
    public static IReadOnlyList<(string Function, string Action, string Resource)> OfLambda { get; } =
    [
        .. from function in new[] { "EmailSender", "FeedbackProcessor", "TemplateSeeder" }
           from action in new[] { "logs:CreateLogStream", "logs:PutLogEvents" }
           select (function, action, StackTemplate.Names.Arn("logs", $"log-group:/aws/lambda/mail-{function}:*")),
        .. from queue in new[] { "EmailQueue", "RetryQueue" }
           from action in new[] { "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes" }
           select ("EmailSender", action, Queue(queue)),
        ("FeedbackProcessor", "sqs:SendMessage", Queue("FeedbackDLQ")),
    ];

    /// <summary>The actions for which AWS takes no narrower resource than <c>*</c>, with the page that says so.</summary>
    public static IReadOnlyDictionary<string, string> WithoutResource { get; } = new Dictionary<string, string>
    {
        ["ses:GetAccount"] = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html",
    };

    private static string TemplateBucket => "arn:aws:s3:::mail-templates-123456789012";

    private static string TemplateObjects => TemplateBucket + "/templates/*";

    private static string Bus => StackTemplate.Names.Arn("events", "event-bus/mail-EmailBus");

    private static string Table(string name) => StackTemplate.Names.Arn("dynamodb", "table/mail-" + name);

    private static string Queue(string name) => StackTemplate.Names.Arn("sqs", "mail-" + name);
}
