using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Objects;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.Tests.AwsApi.S3;

/// <summary>Objects in memory, in the order <see cref="IObjectStore"/> promises.</summary>
internal sealed class MemoryObjects(TimeProvider clock) : IObjectStore
{
    private readonly SortedDictionary<string, (StoredObject Object, byte[] Content)> _objects =
        new(Comparer<string>.Create(ValueOrder.CompareText));

    private readonly Lock _lock = new();

    public bool IsValidKey(string key) =>
        key.Length is > 0 and <= 1024 && !key.Any(c => char.IsControl(c) || c == '\\') &&
        key.Split('/').All(segment => segment is not ("" or "." or ".."));

    public async IAsyncEnumerable<StoredObject> ListAsync(
        string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoredObject[] all;
        lock (_lock) all = [.. _objects.Values.Select(value => value.Object)];
        foreach (var stored in all)
        {
            await Task.CompletedTask;
            if (stored.Key.StartsWith(prefix, StringComparison.Ordinal) &&
                (after is null || ValueOrder.CompareText(stored.Key, after) > 0)) yield return stored;
        }
    }

    public Task<StoredObject?> HeadAsync(string key, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_objects.TryGetValue(key, out var found) ? found.Object : null);
    }

    public Task<(StoredObject Object, byte[] Content)?> GetAsync(string key, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult<(StoredObject, byte[])?>(_objects.TryGetValue(key, out var found) ? found : null);
    }

    [SuppressMessage("Security", "CA5351", Justification = "S3 defines the ETag as the MD5.")]
    public Task<StoredObject> PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        // As in a folder of files: a name is a file or a folder.
        lock (_lock)
        {
            if (_objects.Keys.Any(other => other.StartsWith(key + "/", StringComparison.Ordinal) || key.StartsWith(other + "/", StringComparison.Ordinal)))
            {
                throw new PortException("A file is in the way.", isTransient: true);
            }
        }
        var stored = new StoredObject(
            key, content.Length, Convert.ToHexStringLower(MD5.HashData(content.Span)), clock.GetUtcNow());
        lock (_lock) _objects[key] = (stored, content.ToArray());
        return Task.FromResult(stored);
    }

    public Task<bool> DeleteAsync(string key, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_objects.Remove(key));
    }
}
