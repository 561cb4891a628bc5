namespace SesMailEngine.Server.Security;

/// <summary>A signature that was verified, with what is needed to verify the chunks of a streamed upload after it.</summary>
/// <param name="AccessKeyId">Who signed.</param>
/// <param name="Timestamp">The time of signing as sent, <c>20261124T220225Z</c>.</param>
/// <param name="Scope">The credential scope, <c>20261124/us-east-1/s3/aws4_request</c>.</param>
/// <param name="Signature">The signature, 64 hex digits: the seed of a chunked upload.</param>
/// <param name="SigningKey">The derived key of the scope. Never printed.</param>
/// <param name="PayloadHash">The payload hash that was signed: 64 hex digits, or a name such as <c>UNSIGNED-PAYLOAD</c>. A service that streams its body must check it.</param>
internal sealed record VerifiedSignature(
    string AccessKeyId, string Timestamp, string Scope, string Signature, byte[] SigningKey, string PayloadHash)
{
    /// <summary>The key id and scope alone.</summary>
    public override string ToString() => $"{AccessKeyId} {Scope}";
}
