namespace SesMailEngine.Aws.Ses;

/// <summary>An account's standing with SES in one region.</summary>
/// <param name="IsProduction">False in the sandbox, where mail goes to verified addresses and the simulator only.</param>
/// <param name="IsSendingEnabled">False when the account was paused.</param>
/// <param name="Enforcement"><c>HEALTHY</c>, <c>PROBATION</c> or <c>SHUTDOWN</c>.</param>
/// <param name="MaxSendRate">Mails a second.</param>
/// <param name="Max24HourSend">Mails a day; -1 for no limit.</param>
/// <param name="SentLast24Hours">Mails sent in the last day.</param>
public sealed record SesStanding(
    bool IsProduction, bool IsSendingEnabled, string Enforcement, double MaxSendRate, double Max24HourSend, double SentLast24Hours);
