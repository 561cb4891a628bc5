namespace SesMailEngine.Embedded.Bus;

/// <summary>A target with the names of its queues.</summary>
/// <param name="Target">The target.</param>
/// <param name="Queue">The queue its ARN names; null when it is of another service.</param>
/// <param name="DeadLetterQueue">The queue of its dead letter ARN.</param>
/// <param name="Transformer">The input transformer, read.</param>
internal sealed record CompiledTarget(BusTarget Target, string? Queue, string? DeadLetterQueue, InputTransformer? Transformer)
{
    /// <summary>Reads a target.</summary>
    public static CompiledTarget Of(BusTarget target) => new(
        target, QueueOf(target.Arn), QueueOf(target.DeadLetterArn),
        target.InputTransformerJson is { } json ? InputTransformer.Parse(json) : null);

    private static string? QueueOf(string? arn)
    {
        // arn:aws:sqs:REGION:ACCOUNT:NAME
        var parts = arn?.Split(':');
        return parts is ["arn", _, "sqs", _, _, var name] ? name : null;
    }
}
