namespace SesMailEngine.Core.Ports.Operations;

/// <summary>The account's standing at SES (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html).</summary>
/// <param name="InSandbox">True while only verified recipients get mail.</param>
/// <param name="SendingEnabled">False when sending is paused.</param>
/// <param name="EnforcementStatus"><c>HEALTHY</c>, <c>PROBATION</c> or <c>SHUTDOWN</c>; null when SES says nothing.</param>
public sealed record SenderStanding(bool InSandbox, bool SendingEnabled, string? EnforcementStatus);
