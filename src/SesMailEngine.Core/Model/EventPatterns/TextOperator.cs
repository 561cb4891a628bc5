namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>How <see cref="TextTest"/> compares.</summary>
internal enum TextOperator
{
    /// <summary>The same text.</summary>
    Equal,

    /// <summary>The text begins so.</summary>
    Prefix,

    /// <summary>The text ends so.</summary>
    Suffix,
}
