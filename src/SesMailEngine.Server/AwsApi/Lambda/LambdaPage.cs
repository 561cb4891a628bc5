using System.Globalization;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>Pages as Lambda's lists have them: <c>Marker</c> and <c>MaxItems</c> in the query string.</summary>
internal static class LambdaPage
{
    private const int MostItems = 10_000;

    /// <summary>The page a request asks for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="all">The whole list.</param>
    /// <param name="keyOf">What tells an item from all others.</param>
    /// <param name="size">The most items on a page, whatever is asked.</param>
    public static (IReadOnlyList<T> Items, string? Next) Cut<T>(AwsRequest request, IReadOnlyList<T> all, Func<T, string> keyOf, int size)
    {
        var query = request.Http.Request.Query;
        var wanted = MostItems;
        if (query.TryGetValue("MaxItems", out var items)
            && (!int.TryParse(items, NumberStyles.None, CultureInfo.InvariantCulture, out wanted) || wanted is < 1 or > MostItems))
        {
            throw LambdaErrors.InvalidParameter($"MaxItems must be between 1 and {MostItems}.");
        }
        var marker = query.TryGetValue("Marker", out var given) ? given.ToString() : null;
        return Paging.Cut(all, keyOf, marker, Math.Min(size, wanted)) ?? throw LambdaErrors.InvalidParameter("The Marker is not valid.");
    }
}
