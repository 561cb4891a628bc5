namespace SesMailEngine.Lambda.Runtime;

/// <summary>The Lambda Runtime API, version 2018-06-01 (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).</summary>
internal interface IRuntimeApi
{
    /// <summary>Waits, as long as it takes, for the next call. The process may be frozen meanwhile.</summary>
    /// <exception cref="RuntimeApiException">The API cannot be reached or told the process to end.</exception>
    Task<Invocation> NextAsync(CancellationToken cancellationToken);

    /// <summary>Answers a call.</summary>
    /// <exception cref="RuntimeApiException">The answer was not taken.</exception>
    Task RespondAsync(string requestId, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken);

    /// <summary>Answers a call with an error.</summary>
    /// <exception cref="RuntimeApiException">The answer was not taken.</exception>
    Task FailAsync(string requestId, ErrorReport report, CancellationToken cancellationToken);

    /// <summary>Tells that the function cannot start; the process must end then.</summary>
    /// <exception cref="RuntimeApiException">The report was not taken.</exception>
    Task FailInitAsync(ErrorReport report, CancellationToken cancellationToken);
}
