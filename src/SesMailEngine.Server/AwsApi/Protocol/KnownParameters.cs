using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>
/// Refuses parameters an operation does not have. Ignoring one could change the result without a word; the refusal is logged once.
/// </summary>
internal static class KnownParameters
{
    // What every query request carries, and what signs it in the query string.
    private static readonly string[] OfEveryQuery =
    [
        "Action", "Version", "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders",
        "X-Amz-Signature", "X-Amz-Security-Token", "AWSAccessKeyId", "SignatureMethod", "SignatureVersion", "Signature", "Timestamp",
    ];

    /// <summary>Refuses an object with a member that is not named; a member that is null counts as absent.</summary>
    /// <param name="json">The request's body, or a structure in it.</param>
    /// <param name="names">The members the operation takes.</param>
    public static void RequireKnown(this JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && !names.Contains(member.Name))
                throw AwsException.UnsupportedParameter(member.Name);
        }
    }

    /// <summary>Refuses a query request with a parameter that is not named; lists and structures are known by their first word.</summary>
    /// <param name="form">The request's parameters.</param>
    /// <param name="names">The parameters the operation takes, for example <c>StackName</c>, or <c>Filters</c> for <c>Filters.member.1</c>.</param>
    public static void RequireKnown(this FormParameters form, params ReadOnlySpan<string> names)
    {
        var known = new HashSet<string>(OfEveryQuery, StringComparer.Ordinal);
        foreach (var name in names) known.Add(name);
        form.RequireKnown("", known);
    }

    /// <summary>The same for the parameters below a prefix, as an entry of a batch has them.</summary>
    /// <param name="form">The request's parameters.</param>
    /// <param name="prefix">What precedes the names, with its dot; empty for the request itself.</param>
    /// <param name="names">The parameters that are taken there.</param>
    public static void RequireKnown(this FormParameters form, string prefix, IReadOnlySet<string> names)
    {
        foreach (var (key, _) in form.All)
        {
            if (!key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var dot = key.IndexOf('.', prefix.Length);
            var name = dot < 0 ? key[prefix.Length..] : key[prefix.Length..dot];
            if (names.Contains(name) || (prefix.Length == 0 && OfEveryQuery.AsSpan().Contains(name))) continue;
            throw AwsException.UnsupportedParameter(name);
        }
    }

    /// <summary>Refuses a REST request whose query string has a parameter that is not named.</summary>
    /// <param name="query">The query string.</param>
    /// <param name="names">The parameters the operation takes there.</param>
    public static void RequireKnown(this IQueryCollection query, params ReadOnlySpan<string> names)
    {
        foreach (var (name, _) in query)
        {
            if (!names.Contains(name) && !OfEveryQuery.AsSpan().Contains(name)) throw AwsException.UnsupportedParameter(name);
        }
    }
}
