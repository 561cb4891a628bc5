namespace SesMailEngine.Lambda.Runtime;

/// <summary>What the function does with a call: answers with JSON in UTF-8, or throws, which is answered as an error.</summary>
/// <param name="invocation">The call.</param>
/// <param name="nearDeadline">Cancelled while there is still time to write down what was done and to answer.</param>
internal delegate Task<ReadOnlyMemory<byte>> InvocationHandler(Invocation invocation, CancellationToken nearDeadline);
