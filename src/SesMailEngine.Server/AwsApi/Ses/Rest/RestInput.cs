using System.Globalization;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Rest;

/// <summary>Reads the parameters version 2 takes in the query string.</summary>
internal static class RestInput
{
    /// <summary>Refuses a query string, or a body, with something the operation does not take.</summary>
    public static IQueryCollection RequireQuery(this AwsRequest request, params ReadOnlySpan<string> names)
    {
        if (!request.Body.IsEmpty)
        {
            using var body = JsonInput.Parse(request);
            body.RootElement.RequireKnown();
        }
        var query = request.Http.Request.Query;
        foreach (var name in query.Keys)
        {
            if (!names.Contains(name) && !name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase))
                throw AwsException.UnsupportedParameter(name);
        }
        return query;
    }

    /// <summary>
    /// Which page of a list is asked for, and how many items it may have: in the query string, or, as newer clients list with POST, in
    /// the body.
    /// </summary>
    public static (string? Token, int Size) PageAsked(this AwsRequest request, int most)
    {
        if (!HttpMethods.IsPost(request.Http.Request.Method))
        {
            var query = request.RequireQuery("NextToken", "PageSize");
            return (query.Text("NextToken"), query.PageSize(most));
        }
        using var body = JsonInput.Parse(request);
        body.RootElement.RequireKnown("NextToken", "PageSize");
        return (body.RootElement.Text("NextToken"), PageSize(body.RootElement.Number("PageSize") ?? most, most));
    }

    /// <summary>How many items a page may have.</summary>
    public static int PageSize(this IQueryCollection query, int most)
    {
        if (query.Text("PageSize") is not { } text) return most;
        return PageSize(long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) ? size : 0, most);
    }

    /// <summary>A parameter; null when it is absent.</summary>
    public static string? Text(this IQueryCollection query, string name) =>
        query.TryGetValue(name, out var value) && value.Count > 0 ? value[0] : null;

    /// <summary>A time; null when it is absent.</summary>
    public static DateTimeOffset? Time(this IQueryCollection query, string name)
    {
        if (query.Text(name) is not { } text) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw SesErrors.Invalid($"{name} is not a time.");
    }

    private static int PageSize(long asked, int most) =>
        asked > 0 && asked <= most ? (int)asked : throw SesErrors.Invalid($"PageSize must be between 1 and {most}.");

    /// <summary>The refusal of a made-up token.</summary>
    public static Exception InvalidToken() => new AwsException("InvalidNextTokenException", "NextToken is not valid.");
}
