using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace SesMailEngine.Embedded.Logs;

/// <summary>A piece of a log file in rented memory, as many whole lines as fit.</summary>
internal sealed class LineBlock : IDisposable
{
    /// <summary>The longest line, in bytes; the writer makes none, so a longer one is not a line of the log.</summary>
    public const int MaxLine = 1 << 20;

    private const int FirstSize = 64 << 10;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);

    /// <summary>Where the block begins in the file.</summary>
    public long Offset { get; private set; }

    /// <summary>The whole lines, each with its line feed. Valid until the next read.</summary>
    public ReadOnlyMemory<byte> Lines { get; private set; }

    /// <summary>Where the block ends in the file.</summary>
    public long End => Offset + Lines.Length;

    /// <summary>Reads the lines that begin at an offset; false when there is no whole line up to the limit.</summary>
    public bool ReadForward(SafeFileHandle file, long offset, long limit)
    {
        for (var wanted = FirstSize; ; wanted *= 4)
        {
            var read = Fill(file, offset, (int)Math.Min(wanted, limit - offset));
            var end = _bytes.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
            if (end > 0)
            {
                Set(offset, 0, end);
                return true;
            }
            if (offset + read >= limit || read == 0) return false;
            if (wanted <= MaxLine) continue;
            // Not a line of ours: go on behind it.
            offset += read;
            wanted = FirstSize / 4;
        }
    }

    /// <summary>Reads the lines that end at an offset; false at the file's beginning.</summary>
    public bool ReadBackward(SafeFileHandle file, long end)
    {
        for (var wanted = FirstSize; end > 0; wanted *= 4)
        {
            var start = Math.Max(0, end - wanted);
            var read = Fill(file, start, (int)(end - start));
            var bytes = _bytes.AsSpan(0, read);
            var last = bytes.LastIndexOf((byte)'\n') + 1;
            var first = start == 0 ? 0 : bytes.IndexOf((byte)'\n') + 1;
            if (last > first)
            {
                Set(start + first, first, last - first);
                return true;
            }
            if (start == 0) return false;
            if (wanted <= MaxLine) continue;
            end = start;
            wanted = FirstSize / 4;
        }
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Lines = default;
    }

    private void Set(long offset, int start, int length)
    {
        Offset = offset;
        Lines = _bytes.AsMemory(start, length);
    }

    private int Fill(SafeFileHandle file, long offset, int count)
    {
        if (_bytes.Length < count)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = ArrayPool<byte>.Shared.Rent(count);
        }
        var read = 0;
        while (read < count)
        {
            var now = RandomAccess.Read(file, _bytes.AsSpan(read, count - read), offset + read);
            if (now == 0) break;
            read += now;
        }
        return read;
    }
}
