using SesMailEngine.Cli.Deploy;

namespace SesMailEngine.Cli.Tests.Deploy;

/// <summary>A person with answers ready.</summary>
internal sealed class FakeQuestions : IQuestions
{
    public bool CanAsk { get; init; }

    public bool Agrees { get; init; } = true;

    public List<string> Asked { get; } = [];

    public Dictionary<string, string> Answers { get; } = new(StringComparer.Ordinal);

    public Task<string> AskAsync(string question, string? suggestion, Func<string, string?> problem, CancellationToken cancellationToken)
    {
        Asked.Add(question);
        var answer = Answers.FirstOrDefault(pair => question.Contains(pair.Key, StringComparison.Ordinal)).Value ?? suggestion ?? "";
        problem(answer).ShouldBeNull();
        return Task.FromResult(answer);
    }

    public Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken)
    {
        Asked.Add(question);
        return Task.FromResult(Agrees);
    }
}
