using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.Security;

/// <summary>
/// The parts of a Signature Version 4, from the <c>Authorization</c> header or a presigned URL
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html).
/// </summary>
/// <param name="AccessKeyId">The key id in the credential.</param>
/// <param name="Date">The scope's date.</param>
/// <param name="Region">The scope's region.</param>
/// <param name="Service">The scope's service.</param>
/// <param name="SignedHeaders">The names of the signed headers, lower case, as listed.</param>
/// <param name="Signature">The signature, lower-case hex.</param>
/// <param name="Timestamp">When it was signed, as sent.</param>
/// <param name="Expires">How long a presigned URL holds, in seconds; null for a header.</param>
internal sealed record SignatureParts(
    string AccessKeyId, string Date, string Region, string Service, string[] SignedHeaders, string Signature,
    string Timestamp, int? Expires)
{
    /// <summary>The one algorithm accepted.</summary>
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The longest a presigned URL may hold: seven days.</summary>
    public const int MaxExpires = 604_800;

    /// <summary>The credential scope.</summary>
    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>Reads the parts; a request without any is <see cref="SignatureProblem.Missing"/>.</summary>
    public static SignatureParts Read(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Length > 0) return FromHeader(request, authorization);
        if (request.QueryString.HasValue && request.Query.ContainsKey("X-Amz-Algorithm")) return FromQuery(request);
        throw new SignatureException(SignatureProblem.Missing, "The request is not signed.");
    }

    private static SignatureParts FromHeader(HttpRequest request, string authorization)
    {
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            throw Incomplete($"The signing algorithm is not supported: sign with {Algorithm}.");
        string? credential = null, signedHeaders = null, signature = null;
        foreach (var part in authorization[(Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) continue;
            var value = part[(equals + 1)..];
            switch (part[..equals])
            {
                case "Credential": credential = value; break;
                case "SignedHeaders": signedHeaders = value; break;
                case "Signature": signature = value; break;
            }
        }
        var timestamp = request.Headers["x-amz-date"].ToString();
        return Build(
            credential ?? throw Incomplete("Authorization header requires 'Credential' parameter."),
            signedHeaders ?? throw Incomplete("Authorization header requires 'SignedHeaders' parameter."),
            signature ?? throw Incomplete("Authorization header requires 'Signature' parameter."),
            timestamp.Length > 0 ? timestamp : throw Incomplete("Authorization header requires existence of a 'X-Amz-Date' header."),
            null);
    }

    private static SignatureParts FromQuery(HttpRequest request)
    {
        string Parameter(string name) =>
            request.Query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text
                ? text : throw Incomplete($"AWS query-string parameters must include '{name}'.");

        if (Parameter("X-Amz-Algorithm") != Algorithm)
            throw Incomplete($"The signing algorithm is not supported: sign with {Algorithm}.");
        if (!int.TryParse(Parameter("X-Amz-Expires"), out var expires) || expires is < 1 or > MaxExpires)
            throw Incomplete($"X-Amz-Expires must be between 1 and {MaxExpires} seconds.");
        return Build(
            Parameter("X-Amz-Credential"), Parameter("X-Amz-SignedHeaders"), Parameter("X-Amz-Signature"),
            Parameter("X-Amz-Date"), expires);
    }

    private static SignatureParts Build(
        string credential, string signedHeaders, string signature, string timestamp, int? expires)
    {
        var scope = credential.Split('/');
        if (scope.Length != 5 || scope[4] != "aws4_request" || Array.Exists(scope, string.IsNullOrEmpty))
            throw Incomplete("Credential must have exactly 5 slash-delimited elements: keyid/date/region/service/aws4_request.");
        if (!timestamp.StartsWith(scope[1], StringComparison.Ordinal))
            throw new SignatureException(
                SignatureProblem.Mismatch, "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.");
        return new SignatureParts(
            scope[0], scope[1], scope[2], scope[3], signedHeaders.Split(';'), signature, timestamp, expires);
    }

    private static SignatureException Incomplete(string message) => new(SignatureProblem.Incomplete, message);
}
