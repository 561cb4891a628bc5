namespace SesMailEngine.Core.Templates.Checks;

/// <summary>Where the value of a variable comes from.</summary>
internal enum VariableReach
{
    /// <summary>The request's data.</summary>
    Data,

    /// <summary>A file around this one sets it, or sets it under some condition.</summary>
    Template,

    /// <summary>Nowhere: the file is taken in without the variables of the one around it.</summary>
    Nowhere,
}
