namespace SesMailEngine.Cli;

/// <summary>What the process's exit code says.</summary>
public static class ExitCodes
{
    /// <summary>It worked.</summary>
    public const int Success = 0;

    /// <summary>It worked, and the answer is bad: a mail failed, was not found, or the books do not balance.</summary>
    public const int Negative = 1;

    /// <summary>The command line, a setting or a file is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Nothing answers at the endpoint, or it answered with an error.</summary>
    public const int Unavailable = 3;

    /// <summary>Ctrl-C: 128 and the signal's number, as shells count.</summary>
    public const int Interrupted = 130;
}
