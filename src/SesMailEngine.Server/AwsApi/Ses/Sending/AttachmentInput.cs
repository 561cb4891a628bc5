namespace SesMailEngine.Server.AwsApi.Ses.Sending;

/// <summary>An attachment as a caller gave it.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="ContentType">Its MIME type; null to go by the name.</param>
/// <param name="Size">Its length in bytes.</param>
internal sealed record AttachmentInput(string FileName, string? ContentType, long Size);
