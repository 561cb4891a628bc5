namespace SesMailEngine.Core.Diagnosis.Answers;

/// <summary>How one check of a stack ended.</summary>
public enum CheckState
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>It works; somebody should look, or it could not be read.</summary>
    Warn,

    /// <summary>Mail or notifications suffer.</summary>
    Fail,
}
