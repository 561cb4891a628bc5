using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Sqs;

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>The three functions of the stack, with the variables they have on AWS.</summary>
internal static class StackFunctions
{
    // The seeder has no settings of its own.
    private const int SeederMemory = 256;
    private const int SeederTimeout = 300;

    private static readonly string[] Code = ["LambdaCodeS3Bucket", "LambdaCodeVersion", "LambdaArchitecture", "Environment"];

    private static readonly string[] SenderVariables =
    [
        "DefaultSenderEmail", "DefaultSenderName", "DataRetentionDays", "BounceRateThreshold", "BounceRateMinimumSample",
        "BounceRateAction", "SoftBounceRetries", "EmailSenderConcurrency",
    ];

    private static readonly string[] FeedbackVariables = ["DataRetentionDays", "ConsecutiveSoftBounceThreshold", "SoftBounceRetries"];

    /// <summary>The functions, with memory, time and variables as the parameters have them.</summary>
    /// <param name="names">The stack's names.</param>
    /// <param name="parameters">The stack's parameters.</param>
    /// <param name="handlers">What runs when they are invoked.</param>
    public static IReadOnlyList<LocalFunction> Of(
        ResourceNames names, IReadOnlyDictionary<string, string> parameters, FunctionHandlers handlers)
    {
        int Number(string parameter) => int.Parse(parameters[parameter], CultureInfo.InvariantCulture);
        KeyValuePair<string, string>[] stack = [new("STACK_NAME", names.Stack), new("ACCOUNT_ID", names.AccountId)];
        KeyValuePair<string, string>[] stores =
        [
            new("EVENT_BUS_NAME", names.EventBus),
            new("TRACKING_TABLE", names.TrackingTable),
            new("SUPPRESSION_TABLE", names.SuppressionTable),
            new("DAILY_STATS_TABLE", names.DailyStatsTable),
            new("RETRY_QUEUE_URL", QueueUrls.UrlOf("", names, names.RetryQueue)),
        ];
        KeyValuePair<string, string> bucket = new("TEMPLATE_BUCKET", names.TemplateBucket);
        KeyValuePair<string, string>[] sending =
            [bucket, new("EMAIL_QUEUE_URL", QueueUrls.UrlOf("", names, names.EmailQueue)), new("CONFIGURATION_SET", names.ConfigurationSet)];
        var common = new LocalFunction("", "", handlers.TemplateSeeder)
        {
            Architecture = parameters["LambdaArchitecture"],
            Tags = [.. parameters.Where(parameter => parameter.Key == "Environment")],
        };
        return
        [
            common with
            {
                Name = names.EmailSender,
                Description = "Sends the e-mail requests of the buffer queue",
                Run = handlers.EmailSender,
                MemorySize = Number("EmailSenderMemory"),
                Timeout = Number("EmailSenderTimeout"),
                Environment = [.. stack, .. stores, .. sending, .. Variables(parameters, SenderVariables)],
                Settings = [.. SenderVariables, "EmailSenderMemory", "EmailSenderTimeout", .. Code],
            },
            common with
            {
                Name = names.FeedbackProcessor,
                Description = "Takes SES's feedback - deliveries, bounces, complaints, opens",
                Run = handlers.FeedbackProcessor,
                MemorySize = Number("FeedbackProcessorMemory"),
                Timeout = Number("FeedbackProcessorTimeout"),
                Environment = [.. stack, .. stores, .. Variables(parameters, FeedbackVariables)],
                Settings = [.. FeedbackVariables, "FeedbackProcessorMemory", "FeedbackProcessorTimeout", .. Code],
            },
            common with
            {
                Name = names.TemplateSeeder,
                Description = "Installs and updates the starter templates",
                MemorySize = SeederMemory,
                Timeout = SeederTimeout,
                Environment = [.. stack, bucket],
                Settings = Code,
            },
        ];
    }

    // Settings keep their names. What has no value is not there.
    private static IEnumerable<KeyValuePair<string, string>> Variables(IReadOnlyDictionary<string, string> parameters, string[] names) =>
        names.Select(name => KeyValuePair.Create(name, parameters[name])).Where(variable => variable.Value.Length > 0);
}
