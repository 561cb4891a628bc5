using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Objects;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3.Attributes;
using SesMailEngine.Server.AwsApi.S3.Multipart;

namespace SesMailEngine.Server.AwsApi.S3;

/// <summary>A bucket: objects, what clients said of them, and uploads in parts.</summary>
internal sealed class HostBucket : IDisposable
{
    /// <summary>The largest object, in bytes. A template file has at most 262,144.</summary>
    public const int MaxObjectBytes = 16 << 20;

    private readonly SemaphoreSlim _writes = new(1, 1);

    /// <summary>Makes it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="names">The region and the account.</param>
    /// <param name="folder">Attributes and parts are kept in its folder <c>s3</c>, made when needed.</param>
    /// <param name="clock">The clock.</param>
    public HostBucket(string name, IObjectStore objects, ResourceNames names, string folder, TimeProvider clock)
    {
        Name = name;
        Objects = objects;
        Names = names;
        Attributes = new AttributeFiles(Path.Combine(folder, "s3", "attributes"));
        Parts = new MultipartStore(Path.Combine(folder, "s3", "uploads"), clock);
        Since = clock.GetUtcNow();
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The objects.</summary>
    public IObjectStore Objects { get; }

    /// <summary>The region, and the account that owns it.</summary>
    public ResourceNames Names { get; }

    /// <summary>What clients said of objects.</summary>
    public AttributeFiles Attributes { get; }

    /// <summary>Uploads in parts.</summary>
    public MultipartStore Parts { get; }

    /// <summary>Since when it is served.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>An object and its attributes.</summary>
    /// <exception cref="AwsException">There is none.</exception>
    public async Task<(StoredObject Object, ObjectAttributes Attributes)> HeadAsync(string key, CancellationToken cancellationToken)
    {
        var stored = Objects.IsValidKey(key) ? await Objects.HeadAsync(key, cancellationToken) : null;
        if (stored is null) throw S3Errors.NoSuchKey(key);
        return (stored, await Attributes.ReadAsync(stored, cancellationToken));
    }

    /// <summary>An object, its content and its attributes.</summary>
    /// <exception cref="AwsException">There is none.</exception>
    public async Task<(StoredObject Object, byte[] Content, ObjectAttributes Attributes)> GetAsync(
        string key, CancellationToken cancellationToken)
    {
        if (!Objects.IsValidKey(key) || await Objects.GetAsync(key, cancellationToken) is not { } found)
        {
            throw S3Errors.NoSuchKey(key);
        }
        return (found.Object, found.Content, await Attributes.ReadAsync(found.Object, cancellationToken));
    }

    /// <summary>Writes an object if the call's <c>If-None-Match</c> and <c>If-Match</c> allow it.</summary>
    /// <exception cref="AwsException">A condition does not hold, or the key cannot be.</exception>
    public async Task<StoredObject> PutAsync(
        S3Call call, ReadOnlyMemory<byte> content, ObjectAttributes attributes, CancellationToken cancellationToken)
    {
        if (!Objects.IsValidKey(call.Key)) throw S3Errors.InvalidKey(call.Key);
        // One at a time, so that of two conditional puts at once only one finds its condition true.
        await _writes.WaitAsync(cancellationToken);
        try
        {
            await CheckConditionsAsync(call, cancellationToken);
            var stored = await StoreAsync(call.Key, content, cancellationToken);
            await Attributes.WriteAsync(stored, attributes, cancellationToken);
            return stored;
        }
        finally
        {
            _writes.Release();
        }
    }

    /// <summary>Removes an object; removing none is a success too.</summary>
    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        if (!Objects.IsValidKey(key)) return;
        await _writes.WaitAsync(cancellationToken);
        try
        {
            await Objects.DeleteAsync(key, cancellationToken);
            Attributes.Delete(key);
        }
        finally
        {
            _writes.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writes.Dispose();
        Parts.Dispose();
    }

    private async Task<StoredObject> StoreAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            return await Objects.PutAsync(key, content, cancellationToken);
        }
        catch (PortException)
        {
            // Told apart only when it failed, so that a write that succeeds costs nothing more.
            if (await IsFolderOrBelowObjectAsync(key, cancellationToken)) throw S3Errors.KeyConflict(key);
            throw;
        }
        catch (ArgumentException)
        {
            // Valid by its letters, but its place in the folder is a link to somewhere else.
            throw S3Errors.InvalidKey(key);
        }
    }

    private async Task<bool> IsFolderOrBelowObjectAsync(string key, CancellationToken cancellationToken)
    {
        await foreach (var _ in Objects.ListAsync(key + "/", null, cancellationToken)) return true;
        for (var slash = key.LastIndexOf('/'); slash > 0; slash = key.LastIndexOf('/', slash - 1))
        {
            if (await Objects.HeadAsync(key[..slash], cancellationToken) is not null) return true;
        }
        return false;
    }

    private async Task CheckConditionsAsync(S3Call call, CancellationToken cancellationToken)
    {
        var (mustNotMatch, mustMatch) = (call.Header("If-None-Match"), call.Header("If-Match"));
        if (mustNotMatch is null && mustMatch is null) return;
        var current = await Objects.HeadAsync(call.Key, cancellationToken);
        if (mustNotMatch is not null)
        {
            if (mustNotMatch != "*") throw S3Errors.NotImplemented("If-None-Match with anything but * on a write");
            if (current is not null) throw S3Errors.PreconditionFailed("If-None-Match");
        }
        if (mustMatch is null) return;
        if (current is null) throw S3Errors.NoSuchKey(call.Key);
        if (mustMatch.Trim('"') != current.ETag) throw S3Errors.PreconditionFailed("If-Match");
    }
}
