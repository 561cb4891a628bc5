namespace SesMailEngine.Cli.Tests;

/// <summary>Runs the command as the process would, with the console caught. Only for tests of the console's collection.</summary>
internal static class Run
{
    // A port nobody listens on.
    public const string Nobody = "http://127.0.0.1:1";

    public static Task<CommandResult> CommandAsync(params string[] args) => WithInputAsync("", args);

    public static async Task<CommandResult> WithInputAsync(string input, params string[] args)
    {
        var (reader, output, errors) = (Console.In, Console.Out, Console.Error);
        using StringWriter caught = new(), caughtErrors = new();
        using var given = new StringReader(input);
        Console.SetIn(given);
        Console.SetOut(caught);
        Console.SetError(caughtErrors);
        try
        {
            return new(await CommandLine.RunAsync(args), caught.ToString(), caughtErrors.ToString());
        }
        finally
        {
            Console.SetIn(reader);
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}
