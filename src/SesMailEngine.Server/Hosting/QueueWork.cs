using SesMailEngine.Core.Sending;
using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Server.Hosting;

// A message in hand, and its turn to send when it is one of those that send.
internal readonly record struct QueueWork(QueueMessage Message, SendTurn? Turn);
