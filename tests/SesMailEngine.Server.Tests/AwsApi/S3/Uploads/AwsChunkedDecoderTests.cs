using System.Buffers;
using System.Text;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3.Uploads;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.Tests.AwsApi.S3.Uploads;

public class AwsChunkedDecoderTests
{
    private const int Limit = 1 << 20;

    // The worked examples of AWS's documents on streamed signatures: 66,560 times the letter a, in two chunks.
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private static readonly string[] Plain =
    [
        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
        "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
        "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
        "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
    ];

    private static readonly string[] WithTrailer =
    [
        "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
        "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
        "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
        "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
    ];

    private const string Trailer = "x-amz-checksum-crc32c:sOO8/Q==\r\n" +
        "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";

    [Fact]
    public void Signed_chunks_are_verified_one_after_the_other()
    {
        var (content, _) = Decode(Signed(Plain, "\r\n"), Signatures(Plain[0]));
        content.ShouldBe(new string('a', 66_560));
    }

    [Fact]
    public void A_changed_byte_breaks_its_chunks_signature()
    {
        var body = Signed(Plain, "\r\n");
        body[200] = (byte)'b';
        Should.Throw<AwsException>(() => Decode(body, Signatures(Plain[0]))).Code.ShouldBe("SignatureDoesNotMatch");
    }

    [Fact]
    public void Chunks_signed_for_another_request_are_refused() =>
        Should.Throw<AwsException>(() => Decode(Signed(Plain, "\r\n"), Signatures(WithTrailer[0]))).Code.ShouldBe("SignatureDoesNotMatch");

    [Fact]
    public void Unsigned_chunks_are_refused_where_signatures_are_needed() =>
        Should.Throw<AwsException>(() => Decode("3\r\nabc\r\n0\r\n\r\n", Signatures(Plain[0]))).Code.ShouldBe("SignatureDoesNotMatch");

    [Fact]
    public void Signed_chunks_with_a_trailer_are_read()
    {
        var (content, trailers) = Decode(Signed(WithTrailer, Trailer), Signatures(WithTrailer[0]));
        content.Length.ShouldBe(66_560);
        trailers.ShouldBe(new Dictionary<string, string> { ["x-amz-checksum-crc32c"] = "sOO8/Q==" });
    }

    [Fact]
    public void A_trailer_without_its_signature_is_refused() =>
        Should.Throw<AwsException>(() => Decode(
            Signed(WithTrailer, "x-amz-checksum-crc32c:sOO8/Q==\r\n\r\n"), Signatures(WithTrailer[0])))
            .Code.ShouldBe("SignatureDoesNotMatch");

    [Theory]
    [InlineData("0\r\n\r\n", "")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("5\r\nhello\r\n1\r\n!\r\n0\r\nx-amz-checksum-crc32:abc=\r\n\r\n", "hello!", "x-amz-checksum-crc32=abc=")]
    [InlineData("A\r\n0123456789\r\n0\r\n\r\n", "0123456789")]
    [InlineData("00000005;chunk-signature=00\r\nhello\r\n0;chunk-signature=00\r\n\r\n", "hello")]
    [InlineData("2\r\n\r\n\r\n0\r\n\r\n", "\r\n")]
    [InlineData("1\r\na\r\n0\r\nX-Amz-Checksum-Sha1: v \n\r\n\r\n", "a", "x-amz-checksum-sha1=v")]
    [InlineData("1\r\na\r\n0\r\n", "a")]
    public void Unsigned_chunks_are_put_together(string body, string expected, string? trailer = null)
    {
        var (content, trailers) = Decode(body, null);
        content.ShouldBe(expected);
        trailers.Select(pair => $"{pair.Key}={pair.Value}").FirstOrDefault().ShouldBe(trailer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5\r\nhell")]
    [InlineData("5\r\nhello")]
    [InlineData("5\r\nhello\r\n")]
    [InlineData("5\r\nhello!\r\n0\r\n\r\n")]
    [InlineData("-1\r\n\r\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("zz\r\n")]
    [InlineData("FFFFFFFF\r\nabc\r\n")]
    [InlineData("7FFFFFFF\r\nabc\r\n")]
    [InlineData("123456789\r\nabc\r\n")]
    [InlineData("1\r\na\r\n0\r\nno colon here\r\n\r\n")]
    [InlineData("1\r\na\r\n0\r\na:1\r\na:2\r\n\r\n")]
    public void Broken_framing_is_a_400(string body) =>
        Should.Throw<AwsException>(() => Decode(body, null)).Status.ShouldBe(400);

    [Fact]
    public void More_content_than_the_limit_is_refused() =>
        Should.Throw<AwsException>(() => Decode("5\r\nhello\r\n5\r\nhello\r\n0\r\n\r\n", null, 9)).Code.ShouldBe("EntityTooLarge");

    [Fact]
    public void Mutated_bodies_are_decoded_or_refused_and_never_break()
    {
        var original = Encoding.ASCII.GetBytes("5;chunk-signature=00\r\nhello\r\nA\r\n0123456789\r\n0\r\nx-amz-checksum-crc32:abcd\r\n\r\n");
        var random = new Random(99);
        for (var round = 0; round < 5_000; round++)
        {
            var body = original.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--) body[random.Next(body.Length)] = (byte)random.Next(256);
            try
            {
                Decode(body[..random.Next(body.Length + 1)], null);
            }
            catch (AwsException refused)
            {
                refused.Status.ShouldBe(400);
            }
        }
    }

    private static (string Content, Dictionary<string, string> Trailers) Decode(string body, ChunkSignatures? signatures, long limit = Limit) =>
        Decode(Encoding.UTF8.GetBytes(body), signatures, limit);

    private static (string Content, Dictionary<string, string> Trailers) Decode(byte[] body, ChunkSignatures? signatures, long limit = Limit)
    {
        var content = new ArrayBufferWriter<byte>();
        var decoder = new AwsChunkedDecoder(signatures);
        decoder.Decode(body, limit, content);
        return (Encoding.UTF8.GetString(content.WrittenSpan), decoder.Trailers);
    }

    private static byte[] Signed(string[] signatures, string end) => Encoding.ASCII.GetBytes(
        $"10000;chunk-signature={signatures[1]}\r\n{new string('a', 65_536)}\r\n" +
        $"400;chunk-signature={signatures[2]}\r\n{new string('a', 1024)}\r\n" +
        $"0;chunk-signature={signatures[3]}\r\n{end}");

    private static ChunkSignatures Signatures(string seed)
    {
        var parts = new SignatureParts("AKIAIOSFODNN7EXAMPLE", "20130524", "us-east-1", "s3", [], seed, "20130524T000000Z", null);
        var key = new SigningKeys().For(new AccessKey("AKIAIOSFODNN7EXAMPLE", Secret), parts);
        return new ChunkSignatures(new VerifiedSignature(
            "AKIAIOSFODNN7EXAMPLE", "20130524T000000Z", "20130524/us-east-1/s3/aws4_request", seed, key, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"));
    }
}
