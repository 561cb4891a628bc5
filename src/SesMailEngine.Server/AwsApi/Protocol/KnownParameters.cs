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
        foreach (var (key, _) in form.All)
        {
            var dot = key.IndexOf('.', StringComparison.Ordinal);
            var name = dot < 0 ? key : key[..dot];
            if (!names.Contains(name) && !OfEveryQuery.AsSpan().Contains(name)) throw AwsException.UnsupportedParameter(name);
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
