namespace SesMailEngine.Cli.Deploy;

// Asks the person at the keyboard.
internal interface IQuestions
{
    // False when nobody is there.
    bool CanAsk { get; }

    Task<string> AskAsync(string question, string? suggestion, Func<string, string?> problem, CancellationToken cancellationToken);

    Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken);
}
