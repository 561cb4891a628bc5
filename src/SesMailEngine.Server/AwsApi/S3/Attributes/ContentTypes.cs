namespace SesMailEngine.Server.AwsApi.S3.Attributes;

/// <summary>The type of an object nobody named one for.</summary>
internal static class ContentTypes
{
    /// <summary>By the key's extension; S3's own default for others.</summary>
    public static string Of(string key) => Path.GetExtension(key).ToLowerInvariant() switch
    {
        ".html" or ".htm" => "text/html",
        ".txt" => "text/plain",
        ".json" => "application/json",
        ".css" => "text/css",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".svg" => "image/svg+xml",
        _ => "binary/octet-stream",
    };
}
