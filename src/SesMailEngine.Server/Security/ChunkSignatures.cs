using System.Security.Cryptography;
using System.Text;

namespace SesMailEngine.Server.Security;

/// <summary>
/// The chain of signatures of a streamed upload, each over the one before
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and …/sigv4-streaming-trailers.html).
/// </summary>
/// <param name="seed">The verified signature of the request's headers.</param>
internal sealed class ChunkSignatures(VerifiedSignature seed)
{
    private static readonly string EmptyHash = Convert.ToHexStringLower(SHA256.HashData([]));

    private string _previous = seed.Signature;

    /// <summary>Verifies the next chunk by the SHA-256 of its data (32 bytes); the last chunk is empty. False when it is not right.</summary>
    public bool VerifyChunk(ReadOnlySpan<byte> sha256, string signature) =>
        Verify("AWS4-HMAC-SHA256-PAYLOAD", $"{EmptyHash}\n{Convert.ToHexStringLower(sha256)}", signature);

    /// <summary>Verifies the trailer by its canonical text: <c>name:value\n</c> for each trailing header.</summary>
    public bool VerifyTrailer(string canonicalTrailer, string signature) =>
        Verify(
            "AWS4-HMAC-SHA256-TRAILER",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalTrailer))), signature);

    private bool Verify(string algorithm, string hashes, string signature)
    {
        var text = $"{algorithm}\n{seed.Timestamp}\n{seed.Scope}\n{_previous}\n{hashes}";
        var expected = Convert.ToHexStringLower(SigningKeys.Hmac(seed.SigningKey, text));
        _previous = expected;
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }
}
