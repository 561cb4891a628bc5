using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.Security;

/// <summary>
/// Verifies AWS Signature Version 4, header and presigned
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html).
/// </summary>
internal sealed class SignatureVerifier
{
    /// <summary>How far the clocks may differ.</summary>
    public static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    private readonly Dictionary<string, AccessKey> _keys;
    private readonly SigningKeys _signingKeys = new();
    private readonly TimeProvider _time;

    /// <summary>Makes a verifier for these keys; without any, nothing needs a signature.</summary>
    public SignatureVerifier(IReadOnlyList<AccessKey> keys, TimeProvider time)
    {
        _keys = keys.ToDictionary(key => key.Id, StringComparer.Ordinal);
        _time = time;
    }

    /// <summary>True when requests must be signed.</summary>
    public bool IsRequired => _keys.Count > 0;

    /// <summary>The parts of a request's signature and the key they name, before anything is verified.</summary>
    /// <exception cref="SignatureException">When there is no signature, or its key is not configured.</exception>
    public (SignatureParts Parts, AccessKey Key) RequireKnownKey(HttpRequest request)
    {
        var parts = SignatureParts.Read(request);
        return _keys.TryGetValue(parts.AccessKeyId, out var key) ? (parts, key)
            : throw new SignatureException(SignatureProblem.UnknownKey, "The security token included in the request is invalid.");
    }

    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="rawPath">Its path as sent.</param>
    /// <param name="body">Its body as sent; null when the service streams it, which then must check the payload hash itself.</param>
    /// <exception cref="SignatureException">When it is not accepted.</exception>
    public VerifiedSignature Verify(HttpRequest request, string rawPath, ReadOnlyMemory<byte>? body)
    {
        var (parts, key) = RequireKnownKey(request);
        CheckTime(parts);
        CheckSignedHeaders(request, parts);

        var payloadHash = PayloadHash(request, parts, body);
        var signingKey = _signingKeys.For(key, parts);
        foreach (var path in CanonicalRequest.Paths(rawPath, parts.Service))
        {
            var canonical = CanonicalRequest.Build(request, path, parts.SignedHeaders, payloadHash);
            if (!Matches(parts, canonical, signingKey)) continue;
            _signingKeys.Remember(key, parts, signingKey);
            return new VerifiedSignature(key.Id, parts.Timestamp, parts.Scope, parts.Signature, signingKey, payloadHash);
        }
        throw Mismatch("The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.");
    }

    private static bool Matches(SignatureParts parts, string canonical, byte[] signingKey)
    {
        var text = $"{SignatureParts.Algorithm}\n{parts.Timestamp}\n{parts.Scope}\n{Sha256Hex(Encoding.UTF8.GetBytes(canonical))}";
        var expected = Convert.ToHexStringLower(SigningKeys.Hmac(signingKey, text));
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(parts.Signature));
    }

    private void CheckTime(SignatureParts parts)
    {
        if (!DateTimeOffset.TryParseExact(
                parts.Timestamp, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signed))
            throw new SignatureException(SignatureProblem.Incomplete, "Date must be in ISO-8601 'basic format'.");
        var now = _time.GetUtcNow();
        var end = parts.Expires is { } seconds ? signed.AddSeconds(seconds) : signed + MaxSkew;
        if (now > end)
            throw new SignatureException(SignatureProblem.Expired, $"Signature expired: {parts.Timestamp} is too old (now {now.ToString(TimeFormat, CultureInfo.InvariantCulture)}).");
        if (now < signed - MaxSkew)
            throw new SignatureException(SignatureProblem.Expired, $"Signature not yet current: {parts.Timestamp} is later than {now.ToString(TimeFormat, CultureInfo.InvariantCulture)}.");
    }

    // What is not signed could have been changed on the way: host and every x-amz- header must be.
    private static void CheckSignedHeaders(HttpRequest request, SignatureParts parts)
    {
        if (!parts.SignedHeaders.Contains("host", StringComparer.Ordinal))
            throw new SignatureException(SignatureProblem.Incomplete, "'Host' must be a 'SignedHeader' in the AWS Authorization.");
        foreach (var (name, _) in request.Headers)
        {
            if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
                && !parts.SignedHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw Mismatch($"The header '{name.ToLowerInvariant()}' is present but not signed.");
        }
    }

    private static string PayloadHash(HttpRequest request, SignatureParts parts, ReadOnlyMemory<byte>? body)
    {
        var declared = request.Headers["x-amz-content-sha256"].ToString();
        if (body is not { } bytes)
        {
            if (declared.Length > 0) return declared;
            return parts.Expires is null ? Sha256Hex([]) : "UNSIGNED-PAYLOAD";
        }
        if (declared == "UNSIGNED-PAYLOAD") return declared;
        var actual = Sha256Hex(bytes.Span);
        if (declared.Length > 0 && declared != actual)
            throw Mismatch("The payload does not have the SHA-256 given in 'x-amz-content-sha256'.");
        return actual;
    }

    private static string Sha256Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static SignatureException Mismatch(string message) => new(SignatureProblem.Mismatch, message);
}
