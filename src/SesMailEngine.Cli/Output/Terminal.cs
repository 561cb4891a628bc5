using Spectre.Console;

namespace SesMailEngine.Cli.Output;

// Where the command writes for people. Made when asked for, so that it follows the console wherever that is redirected.
internal static class Terminal
{
    // What goes to a file or a program is never wrapped.
    private const int Unlimited = 10_000;

    // Words wrap at the terminal's edge.
    public static IAnsiConsole Out => Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Errors => Create(Console.Error, Console.IsErrorRedirected);

    public static bool IsPerson => !Console.IsOutputRedirected;

    // A line to copy: no break is put into it, so that a copy of it works.
    public static void Copyable(string line) => Console.Out.WriteLine($"  {line}");

    // The same with markup.
    public static void Line(FormattableString markup)
    {
        var console = Out;
        console.Profile.Width = Unlimited;
        console.MarkupLineInterpolated(markup);
    }

    public static void Json(System.Text.Json.Nodes.JsonNode? node) => Console.Out.WriteLine(JsonText.Indented(node));

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (isRedirected || !console.Profile.Out.IsTerminal) console.Profile.Width = Unlimited;
        return console;
    }
}
