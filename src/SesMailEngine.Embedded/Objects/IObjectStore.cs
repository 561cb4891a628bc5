namespace SesMailEngine.Embedded.Objects;

/// <summary>
/// The template bucket as a folder: key <c>a/b</c> is file <c>a/b</c> below it. Keys that would leave the folder, and keys with control
/// characters, are refused by <see cref="IsValidKey"/>.
/// </summary>
public interface IObjectStore
{
    /// <summary>True for a key this store can hold: 1 to 1,024 bytes, no empty, <c>.</c> or <c>..</c> segment, no control character or backslash.</summary>
    bool IsValidKey(string key);

    /// <summary>Keys in UTF-8 order that start with <paramref name="prefix"/> and come after <paramref name="after"/>.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(string prefix, string? after, CancellationToken cancellationToken);

    /// <summary>What is known of an object; null for none.</summary>
    Task<StoredObject?> HeadAsync(string key, CancellationToken cancellationToken);

    /// <summary>An object with its content; null for none.</summary>
    Task<(StoredObject Object, byte[] Content)?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Writes an object atomically (a reader sees the old or the new, never a part).</summary>
    Task<StoredObject> PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Removes an object; false when there was none.</summary>
    Task<bool> DeleteAsync(string key, CancellationToken cancellationToken);
}
