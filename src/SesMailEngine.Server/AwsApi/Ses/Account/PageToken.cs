using System.Text;

namespace SesMailEngine.Server.AwsApi.Ses.Account;

/// <summary>Tokens of pages that are sorted by name: the last name seen, in a form nobody should build on.</summary>
internal static class PageToken
{
    private const string Mark = "ses1:";

    /// <summary>The token after a name.</summary>
    public static string After(string name) => Convert.ToBase64String(Encoding.UTF8.GetBytes(Mark + name));

    /// <summary>The name in a token; false when it is not one of ours.</summary>
    public static bool TryRead(string token, out string name)
    {
        name = "";
        if (token.Length > 1024) return false;
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var length)) return false;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        if (!text.StartsWith(Mark, StringComparison.Ordinal)) return false;
        name = text[Mark.Length..];
        return true;
    }

    /// <summary>Cuts a page out of a list sorted by name; the token is null on the last.</summary>
    public static (IReadOnlyList<T> Items, string? Next) Cut<T>(
        IEnumerable<T> sorted, Func<T, string> nameOf, string? token, int size, Func<Exception> invalidToken)
    {
        var after = "";
        if (token is not null && !TryRead(token, out after)) throw invalidToken();
        var rest = sorted.Where(item => token is null || string.CompareOrdinal(nameOf(item), after) > 0).Take(size + 1).ToList();
        if (rest.Count <= size) return (rest, null);
        rest.RemoveAt(size);
        return (rest, After(nameOf(rest[^1])));
    }
}
