using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>Server-sent events.</summary>
/// <param name="WriteAsync">Writes them until the reader is gone.</param>
internal sealed record StreamAnswer(Func<HttpResponse, CancellationToken, Task> WriteAsync) : Answer;
