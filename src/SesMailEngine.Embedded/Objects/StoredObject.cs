namespace SesMailEngine.Embedded.Objects;

/// <summary>What is known of an object of the template bucket.</summary>
/// <param name="Key">The key, for example <c>templates/welcome/template.html</c>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ETag">The MD5 of the content in hex, as S3 gives it, without quotes.</param>
/// <param name="LastModified">When it was written.</param>
public sealed record StoredObject(string Key, long Length, string ETag, DateTimeOffset LastModified);
