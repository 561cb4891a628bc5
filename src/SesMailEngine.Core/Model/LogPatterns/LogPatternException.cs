namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>Says, inside the parser, what is wrong with a pattern.</summary>
internal sealed class LogPatternException(string message) : Exception(message);
