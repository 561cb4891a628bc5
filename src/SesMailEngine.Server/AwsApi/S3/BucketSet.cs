using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.S3;

/// <summary>The buckets of the host: that of the templates, and those clients made, as the installer makes one for the functions' code.</summary>
internal sealed partial class BucketSet : IDisposable
{
    /// <summary>The most buckets clients can make.</summary>
    public const int MaxMade = 20;

    private readonly ConcurrentDictionary<string, HostBucket> _made = new(StringComparer.Ordinal);
    private readonly ResourceNames _names;
    private readonly IBucketPlace? _place;
    private readonly TimeProvider _clock;
    private readonly Lock _changes = new();

    /// <summary>Finds the buckets there are.</summary>
    /// <param name="templates">The template bucket.</param>
    /// <param name="names">The stack's names.</param>
    /// <param name="place">Where the others are; null where there are none.</param>
    /// <param name="clock">The clock.</param>
    public BucketSet(HostBucket templates, ResourceNames names, IBucketPlace? place, TimeProvider clock)
    {
        Templates = templates;
        _names = names;
        _place = place;
        _clock = clock;
        if (place is null || !Directory.Exists(place.Folder)) return;
        foreach (var folder in Directory.EnumerateDirectories(place.Folder).Select(path => Path.GetFileName(path)).Where(IsValid)) Open(folder);
    }

    /// <summary>The template bucket, there or not.</summary>
    public HostBucket Templates { get; }

    /// <summary>All there are, by name.</summary>
    public IReadOnlyList<HostBucket> All =>
        [.. _made.Values.Concat(HasTemplates ? [Templates] : []).OrderBy(bucket => bucket.Name, StringComparer.Ordinal)];

    private bool HasTemplates => _place?.HasTemplates ?? true;

    /// <summary>A bucket by name; null for none.</summary>
    public HostBucket? Find(string name) =>
        name == Templates.Name ? (HasTemplates ? Templates : null) : _made.GetValueOrDefault(name);

    /// <summary>Makes a bucket.</summary>
    /// <exception cref="AwsException">It is there, or cannot be.</exception>
    public void Make(string name)
    {
        if (Find(name) is not null)
        {
            throw new AwsException("BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.", 409)
            {
                Details = [new("BucketName", name)],
            };
        }
        if (_place is null || name == Templates.Name)
            throw S3Errors.AccessDenied($"The bucket {name} cannot be made here: {Templates.Name} is the stack's, and comes with it.");
        if (!IsValid(name)) throw new AwsException("InvalidBucketName", "The specified bucket is not valid.");
        lock (_changes)
        {
            if (_made.Count >= MaxMade) throw new AwsException("TooManyBuckets", $"This host keeps at most {MaxMade} buckets besides its own.");
            Open(name);
        }
    }

    /// <summary>Deletes an empty bucket.</summary>
    /// <exception cref="AwsException">It holds objects, or belongs to the stack.</exception>
    public async Task DeleteAsync(HostBucket bucket, CancellationToken cancellationToken)
    {
        if (bucket == Templates && (_place?.AreTemplatesOwned ?? true))
            throw S3Errors.AccessDenied("The template bucket belongs to the stack and goes with it.");
        await foreach (var _ in bucket.Objects.ListAsync("", null, cancellationToken))
        {
            throw new AwsException("BucketNotEmpty", "The bucket you tried to delete is not empty", 409) { Details = [new("BucketName", bucket.Name)] };
        }
        if (bucket == Templates)
        {
            _place!.DeleteTemplates();
            return;
        }
        lock (_changes)
        {
            if (!_made.TryRemove(bucket.Name, out var removed)) return;
            removed.Dispose();
            Directory.Delete(Path.Combine(_place!.Folder, bucket.Name), recursive: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Templates.Dispose();
        foreach (var bucket in _made.Values) bucket.Dispose();
    }

    private void Open(string name) =>
        _made[name] = new HostBucket(name, _place!.Open(name), _names, Path.Combine(_place.Folder, ".attributes", name), _clock);

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    private static bool IsValid(string name) => Name().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
