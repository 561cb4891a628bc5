namespace SesMailEngine.Core.Model;

/// <summary>How grave a log line is; written in capitals (<c>ERROR</c>), which the guide's log filters look for.</summary>
public enum LogLevel
{
    /// <summary>For those who develop the engine.</summary>
    Debug,

    /// <summary>Normal work.</summary>
    Info,

    /// <summary>Worth a look.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}
