namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>A pattern that is not valid; the message is the reason and the place. Never leaves <see cref="EventPattern"/>.</summary>
internal sealed class EventPatternException(string message) : Exception(message);
