namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>What a function answered.</summary>
/// <param name="Payload">JSON.</param>
/// <param name="IsError">True when the function failed; the payload then has <c>errorType</c> and <c>errorMessage</c>.</param>
/// <param name="Log">What it logged, for callers who ask for the tail; empty for nothing.</param>
internal sealed record FunctionAnswer(string Payload, bool IsError = false, string Log = "");
