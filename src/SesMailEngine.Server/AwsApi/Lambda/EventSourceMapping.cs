using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>A queue that starts a function.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Queue">The queue's ARN.</param>
/// <param name="Function">The function's ARN.</param>
/// <param name="MaxConcurrency">Functions at work at once.</param>
/// <param name="Settings">The parameters of the stack that shape it.</param>
internal sealed record EventSourceMapping(
    string LogicalId, string Queue, string Function, int MaxConcurrency, IReadOnlyList<string> Settings)
{
    // Retries are few: the least Lambda allows.
    private const int RetryConcurrency = 2;

    /// <summary>Its id, a UUID.</summary>
    public string Id { get; } = IdOf(Queue, Function);

    /// <summary>The id of the mapping of a queue and a function, by their ARNs.</summary>
    public static string IdOf(string queue, string function) => StableUuid.Of($"{queue} {function}").ToString();

    /// <summary>The mappings of the stack.</summary>
    public static IReadOnlyList<EventSourceMapping> Of(ResourceNames names, IReadOnlyDictionary<string, string> parameters)
    {
        const string Concurrency = "EmailSenderConcurrency";
        var sender = names.Arn("lambda", $"function:{names.EmailSender}");
        return
        [
            new("EmailQueueMapping", names.Arn("sqs", names.EmailQueue), sender,
                int.Parse(parameters[Concurrency], CultureInfo.InvariantCulture), [Concurrency]),
            new("RetryQueueMapping", names.Arn("sqs", names.RetryQueue), sender, RetryConcurrency, []),
        ];
    }
}
