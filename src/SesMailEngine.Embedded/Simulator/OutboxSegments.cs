using System.Globalization;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>
/// The contents of mails, in files beside the data file, which go whole when there is no room for more. In the data file they would be
/// written twice and make its pages the slowest part of every commit. They are written before their line in the journal, by whoever
/// sends, and not flushed: a crash of the process loses none, and after a loss of power the journal still knows every mail.
/// </summary>
internal sealed class OutboxSegments : IDisposable
{
    private const string Pattern = "*.mails";
    private const int SegmentsInAll = 16;

    private readonly string _folder;
    private readonly long _segmentBytes;
    private readonly LinkedList<long> _older;
    private readonly Lock _gate = new();
    private Segment _current;

    /// <summary>Opens the folder of an outbox that keeps about <paramref name="bytes"/>.</summary>
    public OutboxSegments(string folder, long bytes)
    {
        _folder = folder;
        _segmentBytes = bytes / SegmentsInAll;
        Directory.CreateDirectory(folder);
        _older = new(Directory.EnumerateFiles(folder, Pattern).Select(NumberOf).Where(number => number > 0).Order());
        var last = _older.Last?.Value ?? 0;
        var length = last == 0 ? long.MaxValue : new FileInfo(PathOf(last)).Length;
        // Goes on where it ended: many short runs must not push out what the long ones left.
        if (length < _segmentBytes) _older.RemoveLast();
        _current = length < _segmentBytes ? new Segment(last, length) : new Segment(last + 1, 0);
    }

    /// <summary>Writes a mail; its place. Safe from any thread.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public (long Segment, long Position) Append(ReadOnlySpan<byte> content)
    {
        Segment segment;
        long position;
        lock (_gate)
        {
            if (_current.Length >= _segmentBytes) Roll();
            segment = _current;
            segment.File ??= File.OpenHandle(
                PathOf(segment.Number), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            position = segment.Length;
            segment.Length += content.Length;
            segment.Writers++;
        }
        try
        {
            RandomAccess.Write(segment.File, content, position);
        }
        finally
        {
            lock (_gate)
            {
                segment.Writers--;
                if (segment != _current && segment.Writers == 0) segment.File.Dispose();
            }
        }
        return (segment.Number, position);
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

    /// <summary>Deletes all contents there are.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            if (_current.Length > 0) Roll();
            DeleteOldest(0);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _current.File?.Dispose();

    private void Roll()
    {
        if (_current.Writers == 0) _current.File?.Dispose();
        _older.AddLast(_current.Number);
        _current = new Segment(_current.Number + 1, 0);
        DeleteOldest(SegmentsInAll - 1);
    }

    private void DeleteOldest(int left)
    {
        while (_older.Count > left)
        {
            File.Delete(PathOf(_older.First!.Value));
            _older.RemoveFirst();
        }
    }

    private string PathOf(long segment) =>
        Path.Combine(_folder, segment.ToString("d10", CultureInfo.InvariantCulture) + ".mails");

    private static long NumberOf(string path) => long.TryParse(
        Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private sealed class Segment(long number, long length)
    {
        public long Number { get; } = number;

        public long Length { get; set; } = length;

        public int Writers { get; set; }

        public Microsoft.Win32.SafeHandles.SafeFileHandle? File { get; set; }
    }
}
