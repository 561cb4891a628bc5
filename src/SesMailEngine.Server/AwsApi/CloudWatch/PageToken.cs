using System.Globalization;
using System.Text;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>Opaque tokens of lists: where the next page begins, with a word that says of which list.</summary>
internal static class PageToken
{
    /// <summary>The token for a place in a list.</summary>
    public static string Write(string list, long place) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{list}:{place}")));

    /// <summary>The place; <paramref name="first"/> without a token.</summary>
    public static long Read(string? token, string list, long first = 0)
    {
        if (token is null) return first;
        var bytes = new byte[Math.Min(token.Length, 1024)];
        if (token.Length > 1024 || !Convert.TryFromBase64String(token, bytes, out var length)) throw CloudWatchErrors.InvalidToken();
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.StartsWith(list + ":", StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(list.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                ? place : throw CloudWatchErrors.InvalidToken();
    }
}
