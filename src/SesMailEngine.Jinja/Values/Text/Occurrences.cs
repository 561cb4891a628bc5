namespace SesMailEngine.Jinja.Values.Text;

/// <summary>
/// Finds one text in another in time that grows with their lengths, not with the product: the framework's search compares
/// the whole text at every place that looks alike, which for long runs of one letter takes minutes.
/// </summary>
internal static class Occurrences
{
    // Below this product the framework's search is done before a table is made.
    private const long MaxProduct = 1L << 26;

    /// <summary>The offset of the first occurrence, or -1.</summary>
    public static int IndexOf(ReadOnlySpan<char> text, ReadOnlySpan<char> wanted) =>
        IsSmall(text, wanted) ? text.IndexOf(wanted) : Search(text, wanted, last: false);

    /// <summary>The offset of the last occurrence, or -1.</summary>
    public static int LastIndexOf(ReadOnlySpan<char> text, ReadOnlySpan<char> wanted) =>
        wanted.IsEmpty ? text.Length
        : IsSmall(text, wanted) ? text.LastIndexOf(wanted)
        : Search(text, wanted, last: true);

    /// <summary>The number of occurrences that do not overlap.</summary>
    public static int Count(ReadOnlySpan<char> text, ReadOnlySpan<char> wanted)
    {
        if (IsSmall(text, wanted))
        {
            return text.Count(wanted);
        }

        int count = 0;
        for (int at = Search(text, wanted, last: false); at >= 0; at = IndexOf(text, wanted))
        {
            count++;
            text = text[(at + wanted.Length)..];
        }

        return count;
    }

    private static bool IsSmall(ReadOnlySpan<char> text, ReadOnlySpan<char> wanted) =>
        wanted.Length <= 16 || (long)text.Length * wanted.Length <= MaxProduct;

    // Knuth, Morris and Pratt: the table says how much of the text wanted still fits after a mismatch.
    private static int Search(ReadOnlySpan<char> text, ReadOnlySpan<char> wanted, bool last)
    {
        int[] fits = new int[wanted.Length];
        for (int i = 1, length = 0; i < wanted.Length; i++)
        {
            while (length > 0 && wanted[i] != wanted[length])
            {
                length = fits[length - 1];
            }

            length += wanted[i] == wanted[length] ? 1 : 0;
            fits[i] = length;
        }

        int found = -1;
        for (int i = 0, length = 0; i < text.Length; i++)
        {
            while (length > 0 && text[i] != wanted[length])
            {
                length = fits[length - 1];
            }

            length += text[i] == wanted[length] ? 1 : 0;
            if (length < wanted.Length)
            {
                continue;
            }

            found = i + 1 - wanted.Length;
            if (!last)
            {
                return found;
            }

            length = fits[length - 1];
        }

        return found;
    }
}
