namespace SesMailEngine.Core.Diagnosis.Answers;

/// <summary>A place that was looked at, so that a reader knows what the answer rests on.</summary>
/// <param name="At">The place: <c>tracking record</c>, <c>dead letters</c>.</param>
/// <param name="Result">What was there, or that nothing was, or why it could not be read.</param>
public sealed record Look(string At, string Result);
