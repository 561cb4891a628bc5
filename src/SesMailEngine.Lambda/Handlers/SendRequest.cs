using SesMailEngine.Core.Sending;

namespace SesMailEngine.Lambda.Handlers;

/// <summary>Sends one request and says what to do with its message: <see cref="EmailSender.HandleAsync(QueuedRequest, CancellationToken)"/>.</summary>
internal delegate Task<QueueAction> SendRequest(QueuedRequest message, CancellationToken nearDeadline);
