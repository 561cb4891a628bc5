using System.Text;
using SesMailEngine.Lambda.Runtime;

namespace SesMailEngine.Lambda.Tests.Runtime;

/// <summary>Gives out prepared calls, keeps the answers, and ends the loop after the last one.</summary>
internal sealed class FakeRuntimeApi(params Invocation[] invocations) : IRuntimeApi
{
    private int next;

    public List<(string RequestId, string Answer)> Answers { get; } = [];

    public List<(string RequestId, ErrorReport Report)> Errors { get; } = [];

    public List<ErrorReport> InitErrors { get; } = [];

    /// <summary>Thrown by the next answer, once.</summary>
    public RuntimeApiException? RefusesAnswerWith { get; set; }

    public Task<Invocation> NextAsync(CancellationToken cancellationToken) => next < invocations.Length
        ? Task.FromResult(invocations[next++])
        : Task.FromException<Invocation>(new RuntimeApiException("no more", 0));

    public Task RespondAsync(string requestId, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken)
    {
        if (RefusesAnswerWith is { } refusal)
        {
            RefusesAnswerWith = null;
            return Task.FromException(refusal);
        }
        Answers.Add((requestId, Encoding.UTF8.GetString(answer.Span)));
        return Task.CompletedTask;
    }

    public Task FailAsync(string requestId, ErrorReport report, CancellationToken cancellationToken)
    {
        Errors.Add((requestId, report));
        return Task.CompletedTask;
    }

    public Task FailInitAsync(ErrorReport report, CancellationToken cancellationToken)
    {
        InitErrors.Add(report);
        return Task.CompletedTask;
    }
}
