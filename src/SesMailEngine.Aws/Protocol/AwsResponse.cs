namespace SesMailEngine.Aws.Protocol;

/// <summary>A service's answer, read whole.</summary>
/// <param name="StatusCode">The HTTP status, 2xx.</param>
/// <param name="Body">The body.</param>
/// <param name="Headers">The headers, names in lower case.</param>
public sealed record AwsResponse(int StatusCode, byte[] Body, IReadOnlyDictionary<string, string> Headers);
