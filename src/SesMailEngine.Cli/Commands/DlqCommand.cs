using System.CommandLine;

namespace SesMailEngine.Cli.Commands;

// sesmailengine dlq: what could not be handled, and what to do with it.
internal static class DlqCommand
{
    public static Command Create() => new("dlq", "Dead letters: look at them, put them back to work, or throw them away.")
    {
        DlqListCommand.Create(),
        DlqShowCommand.Create(),
        DlqRedriveCommand.Create(),
        DlqDiscardCommand.Create(),
    };
}
