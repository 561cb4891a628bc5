namespace SesMailEngine.Core.Templates.Checks;

/// <summary>How bad a finding is.</summary>
public enum CheckSeverity
{
    /// <summary>A mail of this template fails, or does harm.</summary>
    Error,

    /// <summary>Mails go out, and some readers or producers will have trouble.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Note,
}
