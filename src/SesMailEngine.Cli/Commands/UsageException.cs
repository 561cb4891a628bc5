namespace SesMailEngine.Cli.Commands;

/// <summary>The person at the keyboard can mend this; the message says how.</summary>
public sealed class UsageException(string message) : Exception(message);
