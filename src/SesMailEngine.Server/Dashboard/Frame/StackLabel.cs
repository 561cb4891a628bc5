namespace SesMailEngine.Server.Dashboard.Frame;

/// <summary>What tells this stack from others.</summary>
/// <param name="Stack">Its name.</param>
/// <param name="Region">Its region.</param>
/// <param name="AccountId">Its account.</param>
/// <param name="Kind"><c>This machine</c>, or <c>AWS</c>.</param>
/// <param name="Version">The version of this program.</param>
internal sealed record StackLabel(string Stack, string Region, string AccountId, string Kind, string Version);
