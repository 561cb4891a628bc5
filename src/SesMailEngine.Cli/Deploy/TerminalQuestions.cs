using SesMailEngine.Cli.Output;
using Spectre.Console;

namespace SesMailEngine.Cli.Deploy;

internal sealed class TerminalQuestions : IQuestions
{
    public bool CanAsk => !Console.IsInputRedirected && Terminal.IsPerson;

    public Task<string> AskAsync(string question, string? suggestion, Func<string, string?> problem, CancellationToken cancellationToken)
    {
        var prompt = new TextPrompt<string>($"[bold]{Markup.Escape(question)}[/]")
            .Validate(answer => problem(answer.Trim()) is { } words ? ValidationResult.Error($"[red]{Markup.Escape(words)}[/]") : ValidationResult.Success());
        if (suggestion is not null) prompt.DefaultValue(suggestion);
        return prompt.ShowAsync(Terminal.Out, cancellationToken);
    }

    public Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken) =>
        new ConfirmationPrompt($"[bold]{Markup.Escape(question)}[/]") { DefaultValue = false }.ShowAsync(Terminal.Out, cancellationToken);
}
