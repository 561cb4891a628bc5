using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Tables;

/// <summary>
/// Bounds on a time written as text, as DynamoDB compares it (<c>begins_with</c>, <c>BETWEEN "2026-11" AND "2026-12"</c>), turned
/// into bounds on its milliseconds. Wire times of the same length sort as text just as they do as times, so a binary search over
/// the text finds the exact millisecond for any text at all.
/// </summary>
internal static class SortKeyBounds
{
    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The first and the last millisecond of a range, both included; an empty range has first above last.</summary>
    public static (long From, long To) Of(IndexRange range) => (
        range.From is { } from ? LowerBound(from, range.FromInclusive) : First,
        range.To is { } to ? LowerBound(to, !range.ToInclusive) - 1 : Last);

    /// <summary>
    /// What is left of a range after <paramref name="cursor"/>; the cursor comes back when it lies in the range, and then rows of
    /// its own millisecond are told apart by their key.
    /// </summary>
    public static (long From, long To, IndexCursor? Cursor) After(long from, long to, IndexCursor? cursor, bool forward)
    {
        if (cursor is null) return (from, to, null);
        var reached = LowerBound(cursor.SortKey, inclusive: true);
        if (forward) return reached < from ? (from, to, null) : (reached, to, cursor);
        return reached > to ? (from, to, null) : (from, reached, cursor);
    }

    /// <summary>The first millisecond whose text is not before <paramref name="text"/>; or, when not inclusive, is after it.</summary>
    public static long LowerBound(string text, bool inclusive)
    {
        var (low, high) = (First, Last + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var order = string.CompareOrdinal(DateTimeOffset.FromUnixTimeMilliseconds(middle).ToWire(), text);
            if (order < 0 || (order == 0 && !inclusive)) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
