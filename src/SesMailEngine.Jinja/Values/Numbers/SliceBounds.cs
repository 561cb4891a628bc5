namespace SesMailEngine.Jinja.Values.Numbers;

/// <summary>Where a Python slice starts and stops in a sequence of known length, how it steps and how many items it takes.</summary>
internal readonly record struct SliceBounds(int Start, int Stop, int Step, int Count)
{
    /// <summary>
    /// Resolves <c>[start:stop:step]</c>, any of them null, over <paramref name="length"/> items. A step of 0 is the
    /// caller's error to report.
    /// </summary>
    public static SliceBounds Resolve(long? start, long? stop, long? step, int length)
    {
        // Steps beyond the length act like the length; clamping keeps the arithmetic within 64 bits.
        long by = Math.Clamp(step ?? 1, -(long)int.MaxValue, int.MaxValue);
        bool back = by < 0;
        long first = start is long s ? Clamp(s, length, back) : back ? length - 1 : 0;
        long end = stop is long e ? Clamp(e, length, back) : back ? -1 : length;
        long count = back
            ? first > end ? ((first - end - 1) / -by) + 1 : 0
            : first < end ? ((end - first - 1) / by) + 1 : 0;
        return new SliceBounds((int)first, (int)end, (int)by, (int)count);
    }

    private static long Clamp(long index, int length, bool back)
    {
        if (index < 0)
        {
            index = index < -length ? -1 : index + length;
            return index < 0 ? (back ? -1 : 0) : index;
        }

        return index >= length ? (back ? length - 1 : length) : index;
    }
}
