using System.Globalization;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>
/// The contents of mails, in files beside the data file: each group of mails is appended in one write, and whole files go when there is
/// no room for more. In the data file they would be written twice and make its pages the slowest part of every commit. They
/// are not flushed for each group: a crash of the process loses none, and after a loss of power the journal still knows every mail.
/// </summary>
internal sealed class OutboxSegments : IGroupMember, IDisposable
{
    private const string Pattern = "*.mails";
    private const int SegmentsInAll = 16;

    private readonly string _folder;
    private readonly long _segmentBytes;
    private readonly List<ReadOnlyMemory<byte>> _pending = [];
    private readonly LinkedList<long> _segments;
    private FileStream? _file;
    private long _position;
    private long _pendingBytes;

    /// <summary>Opens the folder of an outbox that keeps about <paramref name="bytes"/>.</summary>
    public OutboxSegments(string folder, long bytes)
    {
        _folder = folder;
        _segmentBytes = bytes / SegmentsInAll;
        Directory.CreateDirectory(folder);
        _segments = new(Directory.EnumerateFiles(folder, Pattern).Select(NumberOf).Where(number => number > 0).Order());
        if (_segments.Last is { } last && new FileInfo(PathOf(last.Value)) is { Exists: true } file && file.Length < _segmentBytes)
        {
            // Goes on where it ended: many short runs must not push out what the long ones left.
            (Current, _position) = (last.Value, file.Length);
            _segments.RemoveLast();
        }
        else
        {
            Current = (_segments.Last?.Value ?? 0) + 1;
        }
    }

    /// <summary>The file that is written.</summary>
    public long Current { get; private set; }

    /// <summary>Adds a mail to the group at work; its place.</summary>
    public long Append(ReadOnlyMemory<byte> content)
    {
        var position = _position + _pendingBytes;
        _pending.Add(content);
        _pendingBytes += content.Length;
        return position;
    }

    /// <summary>Reads a mail; empty when its file is gone.</summary>
    public byte[] Read(long segment, long position, int length)
    {
        try
        {
            using var file = File.OpenHandle(PathOf(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[length];
            return RandomAccess.Read(file, bytes, position) == length ? bytes : [];
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Deletes all files. On the writer's thread.</summary>
    public void Clear()
    {
        if (_position > 0) Roll();
        while (_segments.First is { } oldest)
        {
            _segments.RemoveFirst();
            File.Delete(PathOf(oldest.Value));
        }
    }

    /// <inheritdoc/>
    public void BeforeCommit()
    {
        if (_pending.Count == 0) return;
        _file ??= new FileStream(PathOf(Current), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0);
        RandomAccess.Write(_file.SafeFileHandle, _pending, _position);
    }

    /// <inheritdoc/>
    public void Committed()
    {
        if (_pending.Count == 0) return;
        _position += _pendingBytes;
        RolledBack();
        if (_position < _segmentBytes) return;
        Roll();
        while (_segments.Count >= SegmentsInAll)
        {
            File.Delete(PathOf(_segments.First!.Value));
            _segments.RemoveFirst();
        }
    }

    /// <inheritdoc/>
    public void RolledBack()
    {
        _pending.Clear();
        _pendingBytes = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void Roll()
    {
        _file?.Dispose();
        _file = null;
        _segments.AddLast(Current);
        Current++;
        _position = 0;
    }

    private string PathOf(long segment) =>
        Path.Combine(_folder, segment.ToString("d10", CultureInfo.InvariantCulture) + ".mails");

    private static long NumberOf(string path) => long.TryParse(
        Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
