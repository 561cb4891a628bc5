using System.Buffers.Text;
using System.Text;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>
/// Cuts lists into pages. A token names the last item of the page before, so it stays good when the list grows; one that names nothing of
/// the list was made up.
/// </summary>
internal static class Paging
{
    /// <summary>The page after a token, and the token of the next; null when the token is none of this list.</summary>
    /// <param name="all">The whole list, in its order.</param>
    /// <param name="keyOf">What tells an item from all others.</param>
    /// <param name="token">The token; null for the first page.</param>
    /// <param name="size">The most items on a page.</param>
    public static (IReadOnlyList<T> Items, string? Next)? Cut<T>(IReadOnlyList<T> all, Func<T, string> keyOf, string? token, int size)
    {
        var start = 0;
        if (token is not null)
        {
            if (Decode(token) is not { } key) return null;
            while (start < all.Count && keyOf(all[start]) != key) start++;
            if (start++ == all.Count) return null;
        }
        var count = Math.Min(size, all.Count - start);
        IReadOnlyList<T> items = [.. all.Skip(start).Take(count)];
        var more = start + count < all.Count;
        return (items, more ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(keyOf(items[^1]))) : null);
    }

    private static string? Decode(string token)
    {
        if (token.Length is 0 or > 1024 || !Base64Url.IsValid(token)) return null;
        var bytes = new byte[token.Length];
        return Base64Url.TryDecodeFromChars(token, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
