using System.CommandLine;
using System.Text.RegularExpressions;
using SesMailEngine.Cli;

namespace SesMailEngine.Architecture.Tests.Documents;

/// <summary>Every <c>sesmailengine</c> command of the documents is one there is, with options it has.</summary>
public sealed partial class CommandTests
{
    private static readonly Command Tree = CommandLine.Build();

    public static TheoryData<string> AllPages => [.. Pages.All];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_command_of_a_page_is_there(string page) =>
        Commands(page).Select(words => (Command: string.Join(' ', words), Problem: Problem(words)))
            .Where(command => command.Problem is not null).ShouldBeEmpty();

    [Fact]
    public void The_documents_show_commands() => Pages.All.Sum(page => Commands(page).Count()).ShouldBeGreaterThan(20);

    [Theory]
    [InlineData("sesmailengine upp")]
    [InlineData("sesmailengine up --prot 1")]
    [InlineData("sesmailengine template chekc welcome")]
    public void A_command_that_is_not_there_is_noticed(string command) => Problem(Split(command)).ShouldNotBeNull();

    // A synopsis has brackets around what may be left out, and dots for what may be repeated.
    private static IEnumerable<string[]> Commands(string page)
    {
        var (lines, words) = Pages.Code(page);
        foreach (var line in lines.Concat(words))
        {
            foreach (Match command in Command().Matches(line)) yield return Split(command.Value.TrimStart('$', ' '));
        }
    }

    private static string[] Split(string command) =>
        [.. Word().Matches(command.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
            .Replace("…", "", StringComparison.Ordinal)).Select(word => word.Value).Skip(1)];

    private static string? Problem(string[] words)
    {
        var command = Tree;
        var named = false;
        foreach (var word in words)
        {
            if (word.StartsWith('-'))
            {
                if (word is "--help" or "--version" or "-h" or "-") continue;
                if (!command.Options.Any(option => option.Name == word || option.Aliases.Contains(word))) return $"no option {word}";
                named = true;
            }
            else if (!named && command.Subcommands.Count > 0)
            {
                if (command.Subcommands.FirstOrDefault(sub => sub.Name == word) is not { } found) return $"no command {word}";
                command = found;
            }
            else named = true;
        }
        return null;
    }

    [GeneratedRegex(@"(?:^|&& |; )(?:\$ )?(?:\./)?sesmailengine(?= [a-z-])[^#|;<>&]*")]
    private static partial Regex Command();

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Word();
}
