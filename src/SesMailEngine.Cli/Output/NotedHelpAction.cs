using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SesMailEngine.Cli.Output;

// The library's help, and after it what a command has to say beyond its options: examples to copy, tables. The library
// would wrap those.
internal sealed class NotedHelpAction(HelpAction help, IReadOnlyDictionary<Command, Action> notes) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        if (notes.TryGetValue(parseResult.CommandResult.Command, out var write)) write();
        return result;
    }
}
