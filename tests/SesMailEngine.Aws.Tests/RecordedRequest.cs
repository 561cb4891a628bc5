namespace SesMailEngine.Aws.Tests;

/// <summary>A request as it went out.</summary>
internal sealed record RecordedRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, byte[] Body);
