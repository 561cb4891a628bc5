namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>A file to save.</summary>
/// <param name="ContentType">Its type.</param>
/// <param name="FileName">Its name.</param>
/// <param name="WriteAsync">Writes it.</param>
internal sealed record FileAnswer(string ContentType, string FileName, Func<Stream, CancellationToken, Task> WriteAsync) : Answer;
