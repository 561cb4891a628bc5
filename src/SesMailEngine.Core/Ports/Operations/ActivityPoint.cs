namespace SesMailEngine.Core.Ports.Operations;

/// <summary>What became of the mails accepted in a quarter of an hour.</summary>
/// <param name="StartsAt">When it began.</param>
/// <param name="Attempts">Mails SES tried to deliver.</param>
/// <param name="Bounces">Hard bounces.</param>
/// <param name="Complaints">Complaints.</param>
/// <param name="Rejects">Mails SES refused to send.</param>
public sealed record ActivityPoint(DateTimeOffset StartsAt, long Attempts, long Bounces, long Complaints, long Rejects);
