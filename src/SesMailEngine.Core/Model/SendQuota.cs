namespace SesMailEngine.Core.Model;

/// <summary>SES's limits for the account (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendQuota.html).</summary>
/// <param name="MaxSendRate">Mails a second; 0 for no limit.</param>
/// <param name="Max24HourSend">Mails in 24 hours; 0 for no limit.</param>
/// <param name="SentLast24Hours">Mails sent in the last 24 hours.</param>
public sealed record SendQuota(double MaxSendRate, double Max24HourSend, double SentLast24Hours);
