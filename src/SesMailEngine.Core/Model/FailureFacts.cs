namespace SesMailEngine.Core.Model;

/// <summary>Why a mail was not sent.</summary>
/// <param name="ErrorType">One of <see cref="ErrorTypes"/>.</param>
/// <param name="ErrorCode">The catalogue's code, for example <c>TMPL001</c>.</param>
/// <param name="ErrorMessage">The catalogue's message, filled in.</param>
public sealed record FailureFacts(string ErrorType, string ErrorCode, string ErrorMessage);
