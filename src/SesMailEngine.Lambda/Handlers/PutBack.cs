namespace SesMailEngine.Lambda.Handlers;

/// <summary>Puts copies on a queue; gives for each, in order, whether the queue took it.</summary>
/// <param name="queueArn">The queue.</param>
/// <param name="copies">The copies.</param>
/// <param name="cancellationToken">Stops waiting.</param>
internal delegate Task<IReadOnlyList<bool>> PutBack(
    string queueArn, IReadOnlyList<DelayedCopy> copies, CancellationToken cancellationToken);
