using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SesMailEngine.Embedded.Objects;

namespace SesMailEngine.Server.AwsApi.S3.Attributes;

/// <summary>
/// Keeps the attributes of objects in a folder beside the bucket's, one small file for each object that has any. A file whose
/// ETag is not the object's is out of date (the content came another way) and counts as none.
/// </summary>
internal sealed class AttributeFiles(string folder)
{
    /// <summary>The attributes of an object, with a content type in any case.</summary>
    public async Task<ObjectAttributes> ReadAsync(StoredObject stored, CancellationToken cancellationToken)
    {
        var attributes = await ReadFileAsync(PathOf(stored.Key), cancellationToken);
        if (attributes?.ETag != stored.ETag) attributes = new ObjectAttributes { ETag = stored.ETag };
        if (!attributes.Headers.ContainsKey("Content-Type")) attributes.Headers["Content-Type"] = ContentTypes.Of(stored.Key);
        return attributes;
    }

    /// <summary>Keeps the attributes of an object just written.</summary>
    public async Task WriteAsync(StoredObject stored, ObjectAttributes attributes, CancellationToken cancellationToken)
    {
        var path = PathOf(stored.Key);
        if (attributes.Headers.Count == 0 && attributes.Metadata.Count == 0 && attributes.ChecksumAlgorithm is null)
        {
            Delete(stored.Key);
            return;
        }
        Directory.CreateDirectory(folder);
        var json = JsonSerializer.SerializeToUtf8Bytes(
            attributes with { ETag = stored.ETag }, ObjectAttributesJson.Default.ObjectAttributes);
        var temporary = path + ".new";
        await File.WriteAllBytesAsync(temporary, json, cancellationToken);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Forgets the attributes of an object.</summary>
    public void Delete(string key)
    {
        if (Directory.Exists(folder)) File.Delete(PathOf(key));
    }

    // A hash: keys may be longer than a file name, and differ in case alone where the disk does not.
    private string PathOf(string key) =>
        Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + ".json");

    private static async Task<ObjectAttributes?> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var json = await File.ReadAllBytesAsync(path, cancellationToken);
            return JsonSerializer.Deserialize(json, ObjectAttributesJson.Default.ObjectAttributes);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // None, or one cut short by a power failure: the object itself is whole, and its type follows from its key.
            return null;
        }
    }
}
