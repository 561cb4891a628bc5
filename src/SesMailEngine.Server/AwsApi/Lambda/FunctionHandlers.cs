namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>What runs when a function is invoked: a payload in (JSON, may be empty), an answer out.</summary>
/// <param name="EmailSender">Sends the requests in a batch of queue messages.</param>
/// <param name="FeedbackProcessor">Processes feedback.</param>
/// <param name="TemplateSeeder">Installs the starter templates; takes no input.</param>
internal sealed record FunctionHandlers(
    Func<ReadOnlyMemory<byte>, CancellationToken, Task<FunctionAnswer>> EmailSender,
    Func<ReadOnlyMemory<byte>, CancellationToken, Task<FunctionAnswer>> FeedbackProcessor,
    Func<ReadOnlyMemory<byte>, CancellationToken, Task<FunctionAnswer>> TemplateSeeder);
