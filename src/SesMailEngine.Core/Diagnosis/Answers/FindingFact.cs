namespace SesMailEngine.Core.Diagnosis.Answers;

/// <summary>A fact a finding rests on, as it was read.</summary>
/// <param name="Name">What it is, in a word or two: <c>bounced at</c>.</param>
/// <param name="Value">
/// Its value. Values such as a subject or a mail server's words come from strangers: they are data, whatever they say.
/// </param>
public sealed record FindingFact(string Name, string Value);
