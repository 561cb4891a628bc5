namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>A mail's own markup, for a frame in which nothing of it may run, be submitted or, unless asked for, be fetched.</summary>
/// <param name="Html">The mail's HTML.</param>
/// <param name="AllowsRemote">True when its pictures and styles may come from where the mail says.</param>
internal sealed record MailFrameAnswer(string Html, bool AllowsRemote) : Answer;
