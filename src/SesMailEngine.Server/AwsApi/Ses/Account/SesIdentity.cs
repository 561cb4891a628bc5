namespace SesMailEngine.Server.AwsApi.Ses.Account;

/// <summary>A verified identity.</summary>
/// <param name="Name">The address or the domain.</param>
/// <param name="IsDomain">True for a domain.</param>
internal sealed record SesIdentity(string Name, bool IsDomain);
