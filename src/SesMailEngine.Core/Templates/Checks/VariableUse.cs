namespace SesMailEngine.Core.Templates.Checks;

/// <summary>A variable that a source takes from its context.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Root">The template's own file that the source is part of: <c>template.html</c> for what that one includes.</param>
/// <param name="File">The file that reads it.</param>
/// <param name="Line">The line; null when unknown.</param>
/// <param name="Reach">Where its value comes from.</param>
internal sealed record VariableUse(string Name, string Root, string File, int? Line, VariableReach Reach);
