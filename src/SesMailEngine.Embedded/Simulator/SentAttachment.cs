namespace SesMailEngine.Embedded.Simulator;

/// <summary>An attachment as the outbox remembers it; its content is not kept.</summary>
/// <param name="FileName">Its name; empty for none.</param>
/// <param name="ContentType">Its MIME type.</param>
/// <param name="Size">Its length in bytes, decoded.</param>
public sealed record SentAttachment(string FileName, string ContentType, long Size);
