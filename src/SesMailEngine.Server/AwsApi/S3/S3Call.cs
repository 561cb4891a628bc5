using System.Globalization;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.S3;

/// <summary>A request to a bucket or object that exists as far as its name goes.</summary>
/// <param name="Request">The request.</param>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">The object's key; empty for the bucket itself.</param>
internal sealed record S3Call(AwsRequest Request, string Bucket, string Key)
{
    /// <summary>The namespace of S3's answers.</summary>
    public const string XmlNamespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>The request's headers.</summary>
    public IHeaderDictionary Headers => Request.Http.Request.Headers;

    /// <summary>The answer's headers.</summary>
    public IHeaderDictionary Answer => Request.Http.Response.Headers;

    /// <summary>True when the query string has a parameter, with a value or without.</summary>
    public bool Has(string parameter) => Request.Http.Request.Query.ContainsKey(parameter);

    /// <summary>A parameter of the query string; null when absent.</summary>
    public string? Query(string parameter) =>
        Request.Http.Request.Query.TryGetValue(parameter, out var value) ? value.ToString() : null;

    /// <summary>A header; null when absent or empty.</summary>
    public string? Header(string name) => Headers[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>A whole number of the query string.</summary>
    /// <exception cref="AwsException">It is none, or out of range.</exception>
    public int? Number(string parameter, int minimum, int maximum)
    {
        if (Query(parameter) is not { Length: > 0 } text) return null;
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        return isNumber && value >= minimum && value <= maximum
            ? value
            : throw S3Errors.InvalidArgument(parameter, $"Argument {parameter} must be an integer between {minimum} and {maximum}");
    }

    /// <summary>True when the answer's strings are to be percent-encoded.</summary>
    /// <exception cref="AwsException">Another encoding is asked for.</exception>
    public bool WantsUrlEncoding() => Query("encoding-type") switch
    {
        null => false,
        "url" => true,
        _ => throw S3Errors.InvalidArgument("encoding-type", "Invalid Encoding Method specified in Request"),
    };
}
