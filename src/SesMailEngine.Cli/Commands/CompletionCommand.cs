using System.CommandLine;

namespace SesMailEngine.Cli.Commands;

// sesmailengine completion: scripts that let a shell complete commands and options by asking the command itself.
internal static class CompletionCommand
{
    private const string Bash = """
        # sesmailengine completion bash > ~/.local/share/bash-completion/completions/sesmailengine
        _sesmailengine() {
            local IFS=$'\n'
            local word="${COMP_WORDS[COMP_CWORD]}"
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _sesmailengine sesmailengine
        """;

    private const string Zsh = """
        #compdef sesmailengine
        # sesmailengine completion zsh > "${fpath[1]}/_sesmailengine"
        _sesmailengine() {
            local -a found
            found=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            compadd -- $found
            [[ ${#found} -gt 0 ]] || _files
        }
        if [[ "${zsh_eval_context[-1]}" == loadautofunc ]]; then _sesmailengine "$@"; else compdef _sesmailengine sesmailengine; fi
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash or zsh" };
        shell.AcceptOnlyFromAmong("bash", "zsh");
        var command = new Command("completion", "Print the script that makes bash or zsh complete this command.") { shell };
        command.SetAction(parsed =>
        {
            Console.Out.WriteLine(parsed.GetValue(shell) == "zsh" ? Zsh : Bash);
            return ExitCodes.Success;
        });
        return command;
    }
}
