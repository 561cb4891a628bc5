namespace SesMailEngine.Server.Targets;

/// <summary>Why a try failed.</summary>
/// <param name="Code">One word: <c>HTTP_503</c>, <c>TIMEOUT</c>, <c>CONNECTION_FAILED</c>, <c>FUNCTION_ERROR</c>.</param>
/// <param name="Message">One sentence of printable ASCII.</param>
internal sealed record DeliveryFailure(string Code, string Message);
