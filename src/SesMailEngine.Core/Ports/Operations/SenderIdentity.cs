namespace SesMailEngine.Core.Ports.Operations;

/// <summary>An identity at SES (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html).</summary>
/// <param name="Identity">The address or domain.</param>
/// <param name="IsVerified">True when mail may be sent from it.</param>
/// <param name="DkimStatus">SES's DKIM status, for example <c>SUCCESS</c>; null when it says nothing.</param>
public sealed record SenderIdentity(string Identity, bool IsVerified, string? DkimStatus);
