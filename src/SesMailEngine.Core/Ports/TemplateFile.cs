namespace SesMailEngine.Core.Ports;

/// <summary>A file of the template store.</summary>
/// <param name="Content">Its bytes; empty when it is longer than was asked for.</param>
/// <param name="Length">Its whole length in bytes.</param>
public sealed record TemplateFile(ReadOnlyMemory<byte> Content, long Length);
