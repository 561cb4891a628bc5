using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using SesMailEngine.Embedded.Objects;

namespace SesMailEngine.Embedded.Files;

/// <summary>
/// A bucket as a folder of files. Nothing outside of it can be named: keys are checked segment by segment, and no symbolic link is
/// followed, at whatever depth.
/// </summary>
internal sealed class TemplateFolder : IObjectStore
{
    private const int MaxKeyBytes = 1024;
    private const int MaxSegmentBytes = 255;
    private const int MaxCachedTags = 10_000;

    // Files that are being written; no key can have this name.
    private const string Unfinished = ".unfinished";

    private readonly string _root;
    private readonly ConcurrentDictionary<string, (long Length, DateTime Written, string ETag)> _tags = new(StringComparer.Ordinal);
    private long _writes;

    /// <summary>Opens or makes the folder.</summary>
    public TemplateFolder(string root)
    {
        _root = Path.GetFullPath(root);
        Directory.CreateDirectory(Path.Combine(_root, Unfinished));
        foreach (var left in Directory.EnumerateFiles(Path.Combine(_root, Unfinished))) File.Delete(left);
    }

    /// <inheritdoc/>
    public bool IsValidKey(string key)
    {
        if (key.Length == 0 || Encoding.UTF8.GetByteCount(key) > MaxKeyBytes) return false;
        foreach (var c in key)
        {
            if (char.IsControl(c) || c is '\\' or '\uFFFE' or '\uFFFF' || char.IsSurrogate(c) && !IsPaired(key)) return false;
        }
        foreach (var segment in key.Split('/'))
        {
            if (segment is "" or "." or ".." or Unfinished || Encoding.UTF8.GetByteCount(segment) > MaxSegmentBytes) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredObject> ListAsync(
        string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var key in Keys(_root, "", prefix, after))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Head(key) is { } found) yield return found;
        }
    }

    /// <inheritdoc/>
    public Task<StoredObject?> HeadAsync(string key, CancellationToken cancellationToken) => Task.FromResult(Head(key));

    /// <inheritdoc/>
    public async Task<(StoredObject Object, byte[] Content)?> GetAsync(string key, CancellationToken cancellationToken)
    {
        if (Find(key) is not { } file) return null;
        try
        {
            var content = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
            return (new StoredObject(key, content.Length, TagOf(content), file.LastWriteTimeUtc), content);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FolderProblem.Of(error);
        }
    }

    /// <summary>What a file's length is and, when it is not too long, what it holds; null for none.</summary>
    public async Task<(long Length, byte[] Content)?> ReadAsync(string key, int maxBytes, CancellationToken cancellationToken)
    {
        if (Find(key) is not { } file) return null;
        if (file.Length > maxBytes) return (file.Length, []);
        return await GetAsync(key, cancellationToken) is { } found ? (found.Content.Length, found.Content) : null;
    }

    /// <inheritdoc/>
    public async Task<StoredObject> PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (!IsValidKey(key) || IsBehindLink(key)) throw new ArgumentException($"'{key}' is no key of this bucket.", nameof(key));
        var target = PathOf(key);
        // Written beside and renamed: a reader sees the old file or the new one, never a part.
        var written = Path.Combine(_root, Unfinished, $"{Interlocked.Increment(ref _writes)}");
        try
        {
            await using (var file = new FileStream(written, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                await file.WriteAsync(content, cancellationToken);
                // On the disk before it takes the old one's name: after a loss of power it is one or the other, too.
                file.Flush(flushToDisk: true);
            }
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(written, target, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(written);
            throw FolderProblem.Of(error);
        }
        _tags.TryRemove(key, out _);
        return new StoredObject(key, content.Length, TagOf(content.Span), File.GetLastWriteTimeUtc(target));
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string key, CancellationToken cancellationToken)
    {
        if (Find(key) is not { } file) return Task.FromResult(false);
        try
        {
            file.Delete();
            RemoveEmptyFolders(Path.GetDirectoryName(file.FullName)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FolderProblem.Of(error);
        }
        _tags.TryRemove(key, out _);
        return Task.FromResult(true);
    }

    private StoredObject? Head(string key)
    {
        if (Find(key) is not { } file) return null;
        var (length, written) = (file.Length, file.LastWriteTimeUtc);
        if (!_tags.TryGetValue(key, out var known) || known.Length != length || known.Written != written)
        {
            try
            {
                known = (length, written, TagOf(File.ReadAllBytes(file.FullName)));
            }
            catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw FolderProblem.Of(error);
            }
            if (_tags.Count >= MaxCachedTags) _tags.Clear();
            _tags[key] = known;
        }
        return new StoredObject(key, length, known.ETag, written);
    }

    private FileInfo? Find(string key)
    {
        if (!IsValidKey(key)) return null;
        var file = new FileInfo(PathOf(key));
        return file.Exists && !IsBehindLink(key) ? file : null;
    }

    // The key's own file, or a folder on the way to it, is a symbolic link.
    private bool IsBehindLink(string key)
    {
        for (var path = PathOf(key); path.Length > _root.Length; path = Path.GetDirectoryName(path)!)
        {
            if (new FileInfo(path).LinkTarget is not null) return true;
        }
        return false;
    }

    // In the order of the keys' UTF-8, so a folder sorts by its name with the slash.
    private static IEnumerable<string> Keys(string folder, string path, string prefix, string? after)
    {
        var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos()
            .Where(entry => entry.LinkTarget is null && entry.Name != Unfinished)
            .Select(entry => (Key: path + entry.Name + (entry is DirectoryInfo ? "/" : ""), Entry: entry))
            .OrderBy(entry => entry.Key, Utf8Order.Comparer);
        foreach (var (key, entry) in entries)
        {
            if (entry is DirectoryInfo)
            {
                // Only folders that lie on the way to the prefix, or under it, and do not end before the start.
                if (!key.StartsWith(prefix, StringComparison.Ordinal) && !prefix.StartsWith(key, StringComparison.Ordinal)) continue;
                if (after is not null && !after.StartsWith(key, StringComparison.Ordinal) && Utf8Order.Comparer.Compare(key, after) < 0) continue;
                foreach (var inner in Keys(entry.FullName, key, prefix, after)) yield return inner;
            }
            else if (key.StartsWith(prefix, StringComparison.Ordinal) && (after is null || Utf8Order.Comparer.Compare(key, after) > 0))
            {
                yield return key;
            }
        }
    }

    private void RemoveEmptyFolders(string folder)
    {
        while (folder.Length > _root.Length && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder)!;
        }
    }

    private string PathOf(string key) => Path.Combine(_root, key.Replace('/', Path.DirectorySeparatorChar));

    private static bool IsPaired(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }

#pragma warning disable CA5351 // S3's ETag is the MD5 of the content; nothing is secured by it.
    private static string TagOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(MD5.HashData(content));
#pragma warning restore CA5351
}
