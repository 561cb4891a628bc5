namespace SesMailEngine.Core.Model.Settings;

/// <summary>What a setting's value may be.</summary>
public enum SettingKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>One e-mail address, or nothing.</summary>
    Address,

    /// <summary>A whole number within a range.</summary>
    Integer,

    /// <summary>A decimal number within a range.</summary>
    Number,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>Names of functions with the HTTP endpoints that stand for them (<see cref="FunctionEndpoints"/>), or nothing.</summary>
    Endpoints,
}
