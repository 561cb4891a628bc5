namespace SesMailEngine.Lambda.Runtime;

/// <summary>One call of the function.</summary>
/// <param name="RequestId">The call's id; answers are given under it.</param>
/// <param name="Payload">What the caller passed, JSON in UTF-8.</param>
/// <param name="Deadline">When the process is stopped, whatever it is doing; null when the API did not say.</param>
/// <param name="TraceId">X-Ray's header for calls made on behalf of this one; null for none.</param>
internal sealed record Invocation(string RequestId, ReadOnlyMemory<byte> Payload, DateTimeOffset? Deadline, string? TraceId);
