namespace SesMailEngine.Server.AwsApi.Logs;

/// <summary>A log group: the log of one function, or of the host itself.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Function">Whose lines these are, by its whole name.</param>
internal sealed record LogGroup(string Name, string Function);
