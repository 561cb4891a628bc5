using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Embedded.Bus;

/// <summary>A target with the names of its queues.</summary>
/// <param name="Target">The target.</param>
/// <param name="Queue">The queue its ARN names, or that holds what goes to its endpoint; null when it is of another service.</param>
/// <param name="Endpoint">The URL to post to; null for a queue.</param>
/// <param name="DeadLetterQueue">The queue of its dead letter ARN.</param>
/// <param name="Transformer">The input transformer, read.</param>
internal sealed record CompiledTarget(
    BusTarget Target, string? Queue, Uri? Endpoint, string? DeadLetterQueue, InputTransformer? Transformer)
{
    /// <summary>True for a Lambda function, mapped or not.</summary>
    public bool IsFunction => Target.Arn.Split(':') is ["arn", _, "lambda", ..];

    /// <summary>Reads a target.</summary>
    public static CompiledTarget Of(string rule, BusTarget target, FunctionEndpoints functions)
    {
        var endpoint = HttpParameters.Parse(target.HttpParametersJson).Apply(EndpointOf(target.Arn, functions));
        return new(
            target, endpoint is null ? QueueOf(target.Arn) : EngineQueues.OfTarget(rule, target.Id), endpoint,
            QueueOf(target.DeadLetterArn),
            target.InputTransformerJson is { } json ? InputTransformer.Parse(json) : null);
    }

    private static Uri? EndpointOf(string arn, FunctionEndpoints functions) =>
        EndpointUrl.TryParse(arn, out var url) ? url : functions.Find(arn);

    private static string? QueueOf(string? arn)
    {
        // arn:aws:sqs:REGION:ACCOUNT:NAME
        var parts = arn?.Split(':');
        return parts is ["arn", _, "sqs", _, _, var name] ? name : null;
    }
}
