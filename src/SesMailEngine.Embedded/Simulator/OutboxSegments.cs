using System.Globalization;
using Microsoft.Win32.SafeHandles;

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
    private readonly Lock _rolling = new();
    private Segment _current;
    private Segment? _previous;

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
        _current = length < _segmentBytes ? Open(last, length) : Open(last + 1, 0);
    }

    /// <summary>Writes a mail; its place. Safe from any thread, and threads do not wait for each other.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public (long Segment, long Position) Append(ReadOnlySpan<byte> content)
    {
        while (true)
        {
            var segment = Volatile.Read(ref _current);
            var position = segment.Reserve(content.Length);
            if (position >= _segmentBytes)
            {
                RollFrom(segment);
                continue;
            }
            try
            {
                RandomAccess.Write(segment.File, content, position);
                return (segment.Number, position);
            }
            catch (ObjectDisposedException) when (segment != Volatile.Read(ref _current))
            {
                // Slept while two segments were filled; its place is gone.
            }
        }
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
        lock (_rolling)
        {
            if (_current.Length > 0) Roll();
            DeleteOldest(0);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _current.File.Dispose();
        _previous?.File.Dispose();
    }

    private void RollFrom(Segment full)
    {
        lock (_rolling)
        {
            if (full == _current) Roll();
        }
    }

    // The previous file stays open for those who still write to it.
    private void Roll()
    {
        var next = Open(_current.Number + 1, 0);
        _older.AddLast(_current.Number);
        _previous?.File.Dispose();
        _previous = _current;
        Volatile.Write(ref _current, next);
        DeleteOldest(SegmentsInAll - 1);
    }

    private Segment Open(long number, long length) => new(number, length, File.OpenHandle(
        PathOf(number), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete));

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

    private sealed class Segment(long number, long length, SafeFileHandle file)
    {
        private long _length = length;

        public long Number => number;

        public SafeFileHandle File => file;

        public long Length => Interlocked.Read(ref _length);

        public long Reserve(int bytes) => Interlocked.Add(ref _length, bytes) - bytes;
    }
}
