using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3.Attributes;

namespace SesMailEngine.Server.AwsApi.S3.Multipart;

/// <summary>
/// Keeps the parts of unfinished uploads on disk: a folder for each upload, a file for each part, named by number and MD5.
/// Bounded: 32 uploads, each as large as an object may be; an upload nobody finished for a day makes room.
/// </summary>
internal sealed class MultipartStore(string folder, TimeProvider clock) : IDisposable
{
    private const int MaxUploads = 32;
    private const string InfoFile = "upload.json";

    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Begins an upload.</summary>
    /// <exception cref="AwsException">Too many are unfinished.</exception>
    public Task<UploadInfo> CreateAsync(string key, ObjectAttributes attributes, CancellationToken cancellationToken) =>
        InTurnAsync(
            async () =>
            {
                await MakeRoomAsync(cancellationToken);
                var info = new UploadInfo(
                    Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), key, clock.GetUtcNow(), attributes);
                Directory.CreateDirectory(PathOf(info.Id));
                var json = JsonSerializer.SerializeToUtf8Bytes(info, UploadInfoJson.Default.UploadInfo);
                await File.WriteAllBytesAsync(Path.Combine(PathOf(info.Id), InfoFile), json, cancellationToken);
                return info;
            },
            cancellationToken);

    /// <summary>The upload of an id and key.</summary>
    /// <exception cref="AwsException">There is none.</exception>
    public async Task<UploadInfo> FindAsync(string id, string key, CancellationToken cancellationToken)
    {
        // The id becomes a folder's name, so it must be nothing but one this store made.
        if (id.Length != 32 || !id.All(char.IsAsciiHexDigitLower)) throw S3Errors.NoSuchUpload();
        var info = await ReadAsync(id, cancellationToken);
        return info is not null && info.Key == key ? info : throw S3Errors.NoSuchUpload();
    }

    /// <summary>The unfinished uploads, by key and time.</summary>
    public async Task<IReadOnlyList<UploadInfo>> ListAsync(CancellationToken cancellationToken)
    {
        var uploads = new List<UploadInfo>();
        if (!Directory.Exists(folder)) return uploads;
        foreach (var path in Directory.EnumerateDirectories(folder))
        {
            if (await ReadAsync(Path.GetFileName(path), cancellationToken) is { } info) uploads.Add(info);
        }
        return [.. uploads.OrderBy(upload => upload.Key, StringComparer.Ordinal).ThenBy(upload => upload.Initiated)];
    }

    /// <summary>The parts of an upload, by number.</summary>
    public IReadOnlyList<PartInfo> Parts(UploadInfo upload)
    {
        if (!Directory.Exists(PathOf(upload.Id))) return [];
        return [.. new DirectoryInfo(PathOf(upload.Id)).EnumerateFiles("*.part").Select(Read).OrderBy(part => part.Number)];
    }

    /// <summary>Keeps a part, in place of one of the same number.</summary>
    /// <exception cref="AwsException">The object would be too large.</exception>
    [SuppressMessage("Security", "CA5351", Justification = "S3 defines the ETag of a part as its MD5.")]
    public Task<PartInfo> PutAsync(
        UploadInfo upload, int number, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        InTurnAsync(
            async () =>
            {
                if (!Directory.Exists(PathOf(upload.Id))) throw S3Errors.NoSuchUpload();
                var received = Parts(upload);
                var others = received.Where(part => part.Number != number).Sum(part => part.Length);
                if (others + content.Length > HostBucket.MaxObjectBytes)
                {
                    throw S3Errors.EntityTooLarge(HostBucket.MaxObjectBytes);
                }
                var etag = Convert.ToHexStringLower(MD5.HashData(content.Span));
                var part = new PartInfo(number, etag, content.Length, clock.GetUtcNow());
                var temporary = Path.Combine(PathOf(upload.Id), "incoming.new");
                await File.WriteAllBytesAsync(temporary, content, cancellationToken);
                File.Move(temporary, PathOf(upload, part), overwrite: true);
                foreach (var old in received.Where(old => old.Number == number && old.ETag != etag))
                {
                    File.Delete(PathOf(upload, old));
                }
                return part;
            },
            cancellationToken);

    /// <summary>The content of a part.</summary>
    public Task<byte[]> GetAsync(UploadInfo upload, PartInfo part, CancellationToken cancellationToken) =>
        File.ReadAllBytesAsync(PathOf(upload, part), cancellationToken);

    /// <summary>Ends an upload: its parts are gone.</summary>
    public Task RemoveAsync(UploadInfo upload, CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            if (Directory.Exists(PathOf(upload.Id))) Directory.Delete(PathOf(upload.Id), recursive: true);
            return Task.FromResult(true);
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task MakeRoomAsync(CancellationToken cancellationToken)
    {
        var uploads = await ListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var kept = uploads.Count;
        foreach (var old in uploads.Where(upload => now - upload.Initiated > MaxAge))
        {
            Directory.Delete(PathOf(old.Id), recursive: true);
            kept--;
        }
        if (kept >= MaxUploads)
        {
            // Not S3's SlowDown: clients would try again, and time alone ends no upload.
            throw S3Errors.InvalidRequest($"There are {kept} unfinished multipart uploads. Complete or abort one before you begin another.");
        }
    }

    private async Task<UploadInfo?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var json = await File.ReadAllBytesAsync(Path.Combine(PathOf(id), InfoFile), cancellationToken);
            return JsonSerializer.Deserialize(json, UploadInfoJson.Default.UploadInfo);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // Not an upload, or one whose beginning never reached the disk whole.
            return null;
        }
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private static PartInfo Read(FileInfo file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        return new PartInfo(
            int.Parse(name.AsSpan(0, 5), CultureInfo.InvariantCulture), name[6..], file.Length,
            new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
    }

    private string PathOf(string id) => Path.Combine(folder, id);

    private string PathOf(UploadInfo upload, PartInfo part) =>
        Path.Combine(PathOf(upload.Id), string.Create(CultureInfo.InvariantCulture, $"{part.Number:00000}-{part.ETag}.part"));
}
