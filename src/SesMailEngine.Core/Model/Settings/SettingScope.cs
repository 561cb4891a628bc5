namespace SesMailEngine.Core.Model.Settings;

/// <summary>Who reads a setting.</summary>
public enum SettingScope
{
    /// <summary>Both hosts.</summary>
    Everywhere,

    /// <summary>A parameter of the AWS stack; the embedded host accepts and ignores it.</summary>
    Stack,

    /// <summary>The embedded host only.</summary>
    Embedded,
}
