using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.Tests.Security;

/// <summary>
/// The examples of AWS's own pages, with their published keys and signatures:
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, …/sigv4-query-string-auth.html, …/sigv4-streaming.html.
/// </summary>
public sealed class SignatureVerifierTests
{
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string Credential = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
    private const string GetSignature = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";
    private const string Presigned =
        "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

    private static readonly AccessKey Key = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2013-05-24T00:00:00Z", null));

    private SignatureVerifier Verifier => new([Key], _time);

    private static HttpRequest Request(string method, string query, params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.QueryString = new QueryString(query);
        request.Headers.Host = "examplebucket.s3.amazonaws.com";
        foreach (var (name, value) in headers) request.Headers[name] = value;
        return request;
    }

    private static HttpRequest Signed(
        string method, string query, string signedHeaders, string signature, string payloadHash, params (string Name, string Value)[] headers) =>
        Request(method, query,
        [
            ("x-amz-date", "20130524T000000Z"), ("x-amz-content-sha256", payloadHash),
            ("Authorization", $"AWS4-HMAC-SHA256 Credential={Credential},SignedHeaders={signedHeaders},Signature={signature}"),
            .. headers,
        ]);

    private static HttpRequest Get(string signature = GetSignature, string range = "bytes=0-9") =>
        Signed("GET", "", "host;range;x-amz-content-sha256;x-amz-date", signature, Empty, ("Range", range));

    private SignatureProblem? ProblemOf(HttpRequest request, string path = "/test.txt") =>
        Should.Throw<SignatureException>(() => Verifier.Verify(request, path, null)).Problem;

    [Fact]
    public void A_signed_GET_is_accepted() =>
        Verifier.Verify(Get(), "/test.txt", null).AccessKeyId.ShouldBe("AKIAIOSFODNN7EXAMPLE");

    [Fact]
    public void A_signed_PUT_with_an_encoded_path_is_accepted()
    {
        var request = Signed(
            "PUT", "", "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
            "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
            ("Date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY"));

        Verifier.Verify(request, "/test%24file.text", Encoding.UTF8.GetBytes("Welcome to Amazon S3.")).ShouldNotBeNull();
        Should.Throw<SignatureException>(() => Verifier.Verify(request, "/test%24file.text", Encoding.UTF8.GetBytes("Welcome to Amazon S4.")))
            .Problem.ShouldBe(SignatureProblem.Mismatch);
    }

    [Theory]
    [InlineData("?lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("?max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    [InlineData("?prefix=J&max-keys=2", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void A_query_string_is_part_of_what_is_signed(string query, string signature) =>
        Verifier.Verify(Signed("GET", query, "host;x-amz-content-sha256;x-amz-date", signature, Empty), "/", null).ShouldNotBeNull();

    [Fact]
    public void Whitespace_around_and_inside_a_header_does_not_matter() =>
        Verifier.Verify(Get(range: "  bytes=0-9  "), "/test.txt", null).ShouldNotBeNull();

    [Fact]
    public void What_was_changed_on_the_way_does_not_match()
    {
        ProblemOf(Get(range: "bytes=0-10")).ShouldBe(SignatureProblem.Mismatch);
        ProblemOf(Get(), "/test.txt2").ShouldBe(SignatureProblem.Mismatch);
        ProblemOf(Get(GetSignature[..^1] + "0")).ShouldBe(SignatureProblem.Mismatch);
        ProblemOf(Get("")).ShouldBe(SignatureProblem.Mismatch);
        var added = Get();
        added.Headers["x-amz-copy-source"] = "/other/key";
        ProblemOf(added).ShouldBe(SignatureProblem.Mismatch);
    }

    [Theory]
    [InlineData(15 * 60, true)]
    [InlineData((15 * 60) + 1, false)]
    [InlineData(-15 * 60, true)]
    [InlineData((-15 * 60) - 1, false)]
    public void Clocks_may_differ_by_a_quarter_of_an_hour(int seconds, bool accepted)
    {
        var verifier = new SignatureVerifier([Key], new FakeTimeProvider(_time.GetUtcNow().AddSeconds(seconds)));

        if (accepted) verifier.Verify(Get(), "/test.txt", null).ShouldNotBeNull();
        else Should.Throw<SignatureException>(() => verifier.Verify(Get(), "/test.txt", null)).Problem.ShouldBe(SignatureProblem.Expired);
    }

    [Theory]
    [InlineData(86_400, true)]
    [InlineData(86_401, false)]
    public void A_presigned_URL_holds_until_it_expires(int seconds, bool accepted)
    {
        var verifier = new SignatureVerifier([Key], new FakeTimeProvider(_time.GetUtcNow().AddSeconds(seconds)));

        if (accepted) verifier.Verify(Request("GET", Presigned), "/test.txt", null).PayloadHash.ShouldBe("UNSIGNED-PAYLOAD");
        else Should.Throw<SignatureException>(() => verifier.Verify(Request("GET", Presigned), "/test.txt", null)).Problem.ShouldBe(SignatureProblem.Expired);
    }

    [Theory]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=604801", SignatureProblem.Incomplete)]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=0", SignatureProblem.Incomplete)]
    [InlineData("&X-Amz-Date=20130524T000000Z", "", SignatureProblem.Incomplete)]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=86399", SignatureProblem.Mismatch)]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE", SignatureProblem.UnknownKey)]
    public void A_presigned_URL_that_was_changed_is_refused(string part, string changed, object problem) =>
        ProblemOf(Request("GET", Presigned.Replace(part, changed, StringComparison.Ordinal))).ShouldBe((SignatureProblem)problem);

    [Theory]
    [InlineData(null, SignatureProblem.Missing)]
    [InlineData("Basic YTpi", SignatureProblem.Incomplete)]
    [InlineData("AWS4-ECDSA-P256-SHA256 Credential=A/20130524/s3/aws4_request, SignedHeaders=host, Signature=00", SignatureProblem.Incomplete)]
    [InlineData("AWS4-HMAC-SHA256 Credential=A/20130524/us-east-1/s3/aws4_request, SignedHeaders=host", SignatureProblem.Incomplete)]
    [InlineData("AWS4-HMAC-SHA256 Credential=A/20130524/s3/aws4_request, SignedHeaders=host, Signature=00", SignatureProblem.Incomplete)]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=x-amz-date, Signature=00", SignatureProblem.Incomplete)]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130523/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00", SignatureProblem.Mismatch)]
    [InlineData("AWS4-HMAC-SHA256 Credential=NOBODY/20130524/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00", SignatureProblem.UnknownKey)]
    public void A_header_that_is_no_signature_is_told_apart(string? header, object problem)
    {
        var request = Request("GET", "", ("x-amz-date", "20130524T000000Z"));
        if (header is not null) request.Headers.Authorization = header;

        ProblemOf(request).ShouldBe((SignatureProblem)problem);
    }

    [Fact]
    public void The_chunks_of_a_streamed_upload_are_verified_in_a_chain()
    {
        var request = Signed(
            "PUT", "", "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class",
            "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            ("Content-Encoding", "aws-chunked"), ("Content-Length", "66824"), ("x-amz-decoded-content-length", "66560"),
            ("x-amz-storage-class", "REDUCED_REDUNDANCY"));
        request.Headers.Host = "s3.amazonaws.com";

        var chunks = new ChunkSignatures(Verifier.Verify(request, "/examplebucket/chunkObject.txt", null));

        chunks.VerifyChunk(Hash(65_536), "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648").ShouldBeTrue();
        chunks.VerifyChunk(Hash(1024), "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497").ShouldBeTrue();
        chunks.VerifyChunk(Hash(0), "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9").ShouldBeTrue();
        chunks.VerifyChunk(Hash(0), "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9").ShouldBeFalse();
    }

    [Fact]
    public void Without_keys_nothing_needs_a_signature() => new SignatureVerifier([], _time).IsRequired.ShouldBeFalse();

    [Fact]
    public void No_secret_is_printed()
    {
        Key.ToString().ShouldNotContain(Key.Secret);
        Verifier.Verify(Get(), "/test.txt", null).ToString().ShouldNotContain("SigningKey");
    }

    private static byte[] Hash(int count) => SHA256.HashData(Encoding.ASCII.GetBytes(new string('a', count)));
}
