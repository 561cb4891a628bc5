namespace SesMailEngine.Lambda.Runtime;

/// <summary>An answer of the Runtime API.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers; names in any case.</param>
/// <param name="Body">The body, whole.</param>
/// <param name="Closes">True when the other side closes the connection after it.</param>
internal sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, bool Closes);
