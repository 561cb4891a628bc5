using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.S3;

public class S3ServiceTests
{
    private const string B = "/" + S3Fixture.Bucket;

    [Fact]
    public async Task What_is_put_is_got_with_its_type_and_metadata()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var put = await s3.PutAsync("templates/a/x.bin", "hello", "Content-Type: text/x-mine", "x-amz-meta-Owner: jo", "Cache-Control: no-store");
        put.Status.ShouldBe(200);
        put.Headers["ETag"].ShouldBe("\"5d41402abc4b2a76b9719d911017c592\"");

        var get = await s3.GetAsync("templates/a/x.bin");
        get.Body.ShouldBe("hello");
        get.Headers["ETag"].ShouldBe(put.Headers["ETag"]);
        get.Headers["Content-Type"].ShouldBe("text/x-mine");
        get.Headers["x-amz-meta-owner"].ShouldBe("jo");
        get.Headers["Cache-Control"].ShouldBe("no-store");
        get.Headers["Accept-Ranges"].ShouldBe("bytes");
    }

    [Theory]
    [InlineData("a/template.html", "text/html")]
    [InlineData("a/template.txt", "text/plain")]
    [InlineData("a/metadata.json", "application/json")]
    [InlineData("a/other", "binary/octet-stream")]
    public async Task An_object_that_came_another_way_has_the_type_of_its_extension(string key, string expected)
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.Objects.PutAsync(key, "x"u8.ToArray(), CancellationToken.None);
        (await s3.GetAsync(key)).Headers["Content-Type"].ShouldBe(expected);
    }

    [Fact]
    public async Task Attributes_of_content_that_was_replaced_another_way_are_forgotten()
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync("a.txt", "old", "x-amz-meta-version: 1");
        await s3.Objects.PutAsync("a.txt", "new"u8.ToArray(), CancellationToken.None);
        (await s3.GetAsync("a.txt")).Headers.ShouldNotContainKey("x-amz-meta-version");
    }

    [Theory]
    [InlineData("bytes=0-1", 206, "he", "bytes 0-1/5")]
    [InlineData("bytes=3-", 206, "lo", "bytes 3-4/5")]
    [InlineData("bytes=-2", 206, "lo", "bytes 3-4/5")]
    [InlineData("bytes=-99", 206, "hello", "bytes 0-4/5")]
    [InlineData("bytes=1-99", 206, "ello", "bytes 1-4/5")]
    [InlineData("bytes=0-0,2-3", 200, "hello", null)]
    [InlineData("bytes=3-1", 200, "hello", null)]
    [InlineData("lines=1-2", 200, "hello", null)]
    [InlineData("bytes=5-", 416, null, null)]
    [InlineData("bytes=-0", 416, null, null)]
    public async Task A_range_is_answered_in_part(string range, int status, string? body, string? contentRange)
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync("a", "hello");
        var get = await s3.GetAsync("a", "Range: " + range);
        get.Status.ShouldBe(status);
        if (body is not null) get.Body.ShouldBe(body);
        else get.XmlText("Code").ShouldBe("InvalidRange");
        get.Headers.GetValueOrDefault("Content-Range").ShouldBe(contentRange);
    }

    [Theory]
    [InlineData("If-Match: \"5d41402abc4b2a76b9719d911017c592\"", 200)]
    [InlineData("If-Match: *", 200)]
    [InlineData("If-Match: \"other\"", 412)]
    [InlineData("If-None-Match: \"5d41402abc4b2a76b9719d911017c592\"", 304)]
    [InlineData("If-None-Match: W/\"5d41402abc4b2a76b9719d911017c592\"", 304)]
    [InlineData("If-None-Match: \"other\"", 200)]
    [InlineData("If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT", 304)]
    [InlineData("If-Modified-Since: Fri, 01 Jan 2010 00:00:00 GMT", 200)]
    [InlineData("If-Modified-Since: yesterday", 200)]
    [InlineData("If-Unmodified-Since: Fri, 01 Jan 2010 00:00:00 GMT", 412)]
    public async Task A_condition_of_a_read_is_kept(string header, int status)
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync("a", "hello");
        (await s3.GetAsync("a", header)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task The_query_may_ask_for_other_headers()
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync("a", "hello");
        var get = await s3.GetAsync("a?response-content-type=text%2Fcsv&response-content-disposition=attachment");
        get.Headers["Content-Type"].ShouldBe("text/csv");
        get.Headers["Content-Disposition"].ShouldBe("attachment");
        (await s3.GetAsync("a?response-content-type=a%0Db")).XmlText("Code").ShouldBe("InvalidArgument");
    }

    [Fact]
    public async Task A_browser_may_not_run_a_template_as_a_page_of_this_host()
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync("a.html", "<script>alert(1)</script>");
        (await s3.GetAsync("a.html")).Headers["Content-Security-Policy"].ShouldBe("sandbox");
    }

    [Fact]
    public async Task HEAD_has_the_headers_of_GET_and_no_body()
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync("a.txt", "hello");
        var head = await s3.SendAsync("HEAD", B + "/a.txt");
        (head.Status, head.Body, head.Headers["Content-Length"], head.Headers["Content-Type"]).ShouldBe((200, "", "5", "text/plain"));
        (await s3.SendAsync("HEAD", B + "/none")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_missing_key_is_named_in_the_error()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var get = await s3.GetAsync("templates/none/template.html");
        (get.Status, get.XmlText("Code"), get.XmlText("Key")).ShouldBe((404, "NoSuchKey", "templates/none/template.html"));
        get.Headers["Content-Type"].ShouldBe("application/xml");
    }

    [Theory]
    [InlineData("Content-MD5: XUFAKrxLKna5cZ2REBfFkg==", 200, null)]
    [InlineData("Content-MD5: AAAAAAAAAAAAAAAAAAAAAA==", 400, "BadDigest")]
    [InlineData("Content-MD5: nonsense", 400, "InvalidDigest")]
    [InlineData("x-amz-content-sha256: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", 200, null)]
    [InlineData("x-amz-content-sha256: UNSIGNED-PAYLOAD", 200, null)]
    [InlineData("x-amz-content-sha256: 0000000000000000000000000000000000000000000000000000000000000000", 400, "XAmzContentSHA256Mismatch")]
    [InlineData("x-amz-content-sha256: nonsense", 400, "InvalidArgument")]
    [InlineData("x-amz-content-sha256: STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", 400, "NotImplemented")]
    [InlineData("x-amz-checksum-crc32: NhCmhg==", 200, null)]
    [InlineData("x-amz-checksum-crc32: NhCmhw==", 400, "BadDigest")]
    [InlineData("x-amz-checksum-crc32: short", 400, "InvalidRequest")]
    [InlineData("x-amz-checksum-crc32c: mnG7TA==", 200, null)]
    [InlineData("x-amz-checksum-sha1: qvTGHdzF6KLavt4PO0gs2a6pQ00=", 200, null)]
    [InlineData("x-amz-checksum-sha256: LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=", 200, null)]
    [InlineData("x-amz-checksum-md6: abc", 400, "InvalidRequest")]
    public async Task An_upload_is_held_against_its_hashes(string header, int status, string? code)
    {
        await using var s3 = await S3Fixture.StartAsync();
        var put = await s3.PutAsync("a", "hello", header);
        put.Status.ShouldBe(status);
        if (code is not null) put.XmlText("Code").ShouldBe(code);
        (await s3.GetAsync("a")).Status.ShouldBe(status == 200 ? 200 : 404);
    }

    [Fact]
    public async Task A_checksum_is_given_back_when_asked_for()
    {
        await using var s3 = await S3Fixture.StartAsync();
        (await s3.PutAsync("a", "hello", "x-amz-checksum-crc32: NhCmhg==")).Headers["x-amz-checksum-crc32"].ShouldBe("NhCmhg==");
        (await s3.GetAsync("a", "x-amz-checksum-mode: ENABLED")).Headers["x-amz-checksum-crc32"].ShouldBe("NhCmhg==");
        (await s3.GetAsync("a")).Headers.ShouldNotContainKey("x-amz-checksum-crc32");
    }

    [Fact]
    public async Task A_chunked_upload_with_a_trailing_checksum_is_stored_decoded()
    {
        await using var s3 = await S3Fixture.StartAsync();
        string[] headers =
        [
            "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-trailer: x-amz-checksum-crc32",
            "x-amz-decoded-content-length: 5", "Content-Encoding: aws-chunked",
        ];
        (await s3.PutAsync("a", "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", headers)).Status.ShouldBe(200);
        var get = await s3.GetAsync("a");
        get.Body.ShouldBe("hello");
        get.Headers.ShouldNotContainKey("Content-Encoding");

        (await s3.PutAsync("b", "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", headers)).XmlText("Code").ShouldBe("BadDigest");
        (await s3.PutAsync("b", "5\r\nhello\r\n0\r\n\r\n", headers)).XmlText("Code").ShouldBe("MalformedTrailerError");
        (await s3.PutAsync("b", "4\r\nhell\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", headers)).XmlText("Code").ShouldBe("IncompleteBody");
    }

    [Fact]
    public async Task A_put_that_must_not_replace_does_not()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var puts = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => s3.PutAsync("a", $"{i}", "If-None-Match: *")));
        puts.Count(put => put.Status == 200).ShouldBe(1);
        puts.First(put => put.Status != 200).XmlText("Code").ShouldBe("PreconditionFailed");
        (await s3.PutAsync("a", "next", "If-Match: \"other\"")).Status.ShouldBe(412);
        (await s3.PutAsync("none", "next", "If-Match: \"other\"")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("a//b")]
    [InlineData("a/%2E%2E/b")]
    [InlineData("a/.%2E")]
    [InlineData("a%5Cb")]
    [InlineData("a%0Ab")]
    [InlineData("a/")]
    public async Task A_key_that_could_leave_the_folder_is_refused(string key)
    {
        await using var s3 = await S3Fixture.StartAsync();
        var put = await s3.PutAsync(key, "x");
        put.Status.ShouldBe(400);
        put.XmlText("Code").ShouldBe("InvalidArgument");
    }

    [Theory]
    [InlineData("a", "a/b")]
    [InlineData("a", "a/b/c")]
    [InlineData("a/b", "a")]
    public async Task A_key_may_not_be_the_folder_of_another(string first, string second)
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync(first, "x");
        var put = await s3.PutAsync(second, "y");
        (put.Status, put.XmlText("Code")).ShouldBe((409, "InvalidRequest"));
        (await s3.GetAsync(first)).Body.ShouldBe("x");
    }

    [Fact]
    public async Task A_refusal_before_the_body_was_asked_for_ends_the_connection()
    {
        await using var s3 = await S3Fixture.StartAsync();
        (await s3.PutAsync("a//b", "x", "Expect: 100-continue")).Headers["Connection"].ShouldBe("close");
        (await s3.PutAsync("a/b", "x", "Expect: 100-continue")).Headers.ShouldNotContainKey("Connection");
    }

    [Fact]
    public async Task An_object_over_16_MB_is_refused_before_it_is_read()
    {
        await using var s3 = await S3Fixture.StartAsync();
        (await s3.SendAsync("PUT", B + "/a", new byte[(16 << 20) + 1])).XmlText("Code").ShouldBe("EntityTooLarge");
        (await s3.SendAsync("PUT", B + "/a", new byte[16 << 20])).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("GET", "/other/a", 404, "NoSuchBucket")]
    [InlineData("GET", "/other?list-type=2", 404, "NoSuchBucket")]
    [InlineData("PUT", "/other", 403, "AccessDenied")]
    [InlineData("PUT", "/sesmailengine-templates-000000000000", 409, "BucketAlreadyOwnedByYou")]
    [InlineData("DELETE", "/sesmailengine-templates-000000000000", 403, "AccessDenied")]
    [InlineData("GET", "/sesmailengine-templates-000000000000?acl", 400, "NotImplemented")]
    [InlineData("GET", "/sesmailengine-templates-000000000000/a?tagging", 400, "NotImplemented")]
    [InlineData("PATCH", "/sesmailengine-templates-000000000000/a", 405, "MethodNotAllowed")]
    [InlineData("GET", "/sesmailengine-templates-000000000000/a%zz", 400, "InvalidURI")]
    [InlineData("GET", "/sesmailengine-templates-000000000000/%FF", 400, "InvalidURI")]
    [InlineData("GET", "/sesmailengine-templates-000000000000?list-type=2&max-keys=x", 400, "InvalidArgument")]
    [InlineData("GET", "/sesmailengine-templates-000000000000?list-type=3", 400, "InvalidArgument")]
    [InlineData("GET", "/sesmailengine-templates-000000000000?list-type=2&continuation-token=%3F", 400, "InvalidArgument")]
    [InlineData("GET", "/sesmailengine-templates-000000000000?encoding-type=xml", 400, "InvalidArgument")]
    [InlineData("GET", "/sesmailengine-templates-000000000000/a?uploadId=../../etc", 404, "NoSuchUpload")]
    public async Task What_cannot_be_is_refused_in_S3s_shape(string method, string path, int status, string code)
    {
        await using var s3 = await S3Fixture.StartAsync();
        var answer = await s3.SendAsync(method, path);
        (answer.Status, answer.XmlText("Code")).ShouldBe((status, code));
        answer.XmlText("RequestId").ShouldBe(answer.Headers["x-amz-request-id"]);
    }

    [Fact]
    public async Task The_bucket_is_listed_and_described()
    {
        await using var s3 = await S3Fixture.StartAsync();
        (await s3.SendAsync("GET", "/")).XmlText("Name").ShouldBe(S3Fixture.Bucket);
        (await s3.SendAsync("HEAD", B)).Headers["x-amz-bucket-region"].ShouldBe("us-east-1");
        (await s3.SendAsync("GET", B + "?location")).Xml.Value.ShouldBe("");
        (await s3.SendAsync("GET", B + "/?versioning")).Xml.Name.LocalName.ShouldBe("VersioningConfiguration");
    }

    [Fact]
    public async Task The_bucket_may_be_named_by_the_host()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var host = $"Host: {S3Fixture.Bucket}.s3.localhost:4566";
        (await s3.SendAsync("PUT", "/a/b", "hello"u8.ToArray(), host)).Status.ShouldBe(200);
        (await s3.GetAsync("a/b")).Body.ShouldBe("hello");
        (await s3.SendAsync("GET", "/?list-type=2", null, $"Host: {S3Fixture.Bucket}.localhost")).XmlText("Key").ShouldBe("a/b");
    }

    [Fact]
    public async Task A_copy_keeps_or_replaces_what_was_said_of_the_source()
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync("a%20b", "hello", "x-amz-meta-x: 1", "Content-Type: text/x-mine");
        var copy = await s3.SendAsync("PUT", B + "/c", [], $"x-amz-copy-source: {B}/a%20b");
        copy.XmlText("ETag").ShouldBe("\"5d41402abc4b2a76b9719d911017c592\"");
        (await s3.GetAsync("c")).Headers["x-amz-meta-x"].ShouldBe("1");

        await s3.SendAsync("PUT", B + "/d", [], $"x-amz-copy-source: {B[1..]}/c", "x-amz-metadata-directive: REPLACE", "x-amz-meta-y: 2");
        var replaced = await s3.GetAsync("d");
        (replaced.Headers.ContainsKey("x-amz-meta-x"), replaced.Headers["x-amz-meta-y"]).ShouldBe((false, "2"));

        (await s3.SendAsync("PUT", B + "/c", [], $"x-amz-copy-source: {B}/c")).XmlText("Code").ShouldBe("InvalidRequest");
        (await s3.SendAsync("PUT", B + "/c", [], $"x-amz-copy-source: {B}/none")).XmlText("Code").ShouldBe("NoSuchKey");
        (await s3.SendAsync("PUT", B + "/c", [], "x-amz-copy-source: /other/a")).XmlText("Code").ShouldBe("NoSuchBucket");
        (await s3.SendAsync("PUT", B + "/c", [], "x-amz-copy-source: nothing")).XmlText("Code").ShouldBe("InvalidArgument");
    }

    [Fact]
    public async Task Deleting_is_a_success_whether_there_was_something_or_not()
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync("a", "x");
        (await s3.SendAsync("DELETE", B + "/a")).Status.ShouldBe(204);
        (await s3.SendAsync("DELETE", B + "/a")).Status.ShouldBe(204);
        (await s3.GetAsync("a")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Several_objects_are_deleted_at_once()
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync("a", "x");
        await s3.PutAsync("b&c", "x");
        var body = "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Object><Key>a</Key></Object><Object><Key>b&amp;c</Key></Object></Delete>"u8.ToArray();
        var answer = await s3.SendAsync("POST", B + "?delete", body, "Content-MD5: " + Md5(body));
        answer.Xml.Descendants().Where(e => e.Name.LocalName == "Key").Select(e => e.Value).ShouldBe(["a", "b&c"]);
        (await s3.SendAsync("GET", B)).XmlText("Key").ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Delete>")]
    [InlineData("<Delete/>")]
    [InlineData("<Other><Object><Key>a</Key></Object></Other>")]
    [InlineData("<Delete><Object/></Delete>")]
    [InlineData("<!DOCTYPE d [<!ENTITY e \"x\">]><Delete><Object><Key>&e;</Key></Object></Delete>")]
    public async Task Broken_XML_is_refused(string body)
    {
        await using var s3 = await S3Fixture.StartAsync();
        (await s3.SendAsync("POST", B + "?delete=", Encoding.UTF8.GetBytes(body))).XmlText("Code").ShouldBe("MalformedXML");
    }

    [Fact]
    public async Task Parts_become_an_object()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var begun = await s3.SendAsync("POST", B + "/big?uploads", [], "Content-Type: text/x-big");
        var id = begun.XmlText("UploadId")!;
        var first = new byte[5 << 20];
        first[0] = 1;
        var one = await s3.SendAsync("PUT", $"{B}/big?partNumber=1&uploadId={id}", first);
        await s3.SendAsync("PUT", $"{B}/big?partNumber=2&uploadId={id}", "wrong"u8.ToArray());
        var two = await s3.SendAsync("PUT", $"{B}/big?partNumber=2&uploadId={id}", "end"u8.ToArray());

        var listed = await s3.SendAsync("GET", $"{B}/big?uploadId={id}");
        listed.Xml.Descendants().Where(e => e.Name.LocalName == "Size").Select(e => e.Value).ShouldBe(["5242880", "3"]);
        (await s3.SendAsync("GET", B + "?uploads")).XmlText("UploadId").ShouldBe(id);

        var answer = await CompleteAsync(s3, id, (1, one.Headers["ETag"]), (2, two.Headers["ETag"]));
        answer.Status.ShouldBe(200);
        var got = await s3.GetAsync("big", "Range: bytes=5242878-");
        got.Body.ShouldBe("\0\0end");
        got.Headers["Content-Type"].ShouldBe("text/x-big");
        (await s3.SendAsync("GET", $"{B}/big?uploadId={id}")).XmlText("Code").ShouldBe("NoSuchUpload");
    }

    [Fact]
    public async Task Parts_that_do_not_fit_are_refused()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var id = (await s3.SendAsync("POST", B + "/big?uploads", [])).XmlText("UploadId")!;
        var small = (await s3.SendAsync("PUT", $"{B}/big?partNumber=1&uploadId={id}", "x"u8.ToArray())).Headers["ETag"];
        var last = (await s3.SendAsync("PUT", $"{B}/big?partNumber=2&uploadId={id}", "y"u8.ToArray())).Headers["ETag"];

        (await CompleteAsync(s3, id, (1, small), (2, last))).XmlText("Code").ShouldBe("EntityTooSmall");
        (await CompleteAsync(s3, id, (2, last), (1, small))).XmlText("Code").ShouldBe("InvalidPartOrder");
        (await CompleteAsync(s3, id, (1, "\"other\""))).XmlText("Code").ShouldBe("InvalidPart");
        (await CompleteAsync(s3, id)).XmlText("Code").ShouldBe("MalformedXML");
        (await s3.SendAsync("PUT", $"{B}/big?partNumber=0&uploadId={id}", "x"u8.ToArray())).XmlText("Code").ShouldBe("InvalidArgument");
        (await s3.SendAsync("PUT", $"{B}/other?partNumber=1&uploadId={id}", "x"u8.ToArray())).XmlText("Code").ShouldBe("NoSuchUpload");
        (await s3.SendAsync("PUT", $"{B}/big?partNumber=3&uploadId={id}", new byte[16 << 20])).XmlText("Code").ShouldBe("EntityTooLarge");
        (await s3.SendAsync("DELETE", $"{B}/big?uploadId={id}")).Status.ShouldBe(204);
        (await s3.SendAsync("DELETE", $"{B}/big?uploadId={id}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Unfinished_uploads_are_bounded()
    {
        await using var s3 = await S3Fixture.StartAsync();
        for (var i = 0; i < 32; i++) (await s3.SendAsync("POST", $"{B}/k{i}?uploads", [])).Status.ShouldBe(200);
        (await s3.SendAsync("POST", B + "/more?uploads", [])).XmlText("Code").ShouldBe("InvalidRequest");
    }

    [Fact]
    public async Task Mutated_requests_get_an_answer_of_S3_and_never_a_500()
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync("a", "hello");
        string[] methods = ["GET", "PUT", "POST", "DELETE", "HEAD"];
        string[] paths = [B, B + "/a", B + "/a%2F..%2Fb", "/x", B + "//", B + "/%20", B + "/a+b", B + "/" + new string('k', 1100)];
        string[] queries = ["", "?delete", "?uploads", "?uploadId=1", "?partNumber=1&uploadId=00000000000000000000000000000000",
            "?list-type=2&delimiter=%2F", "?prefix=%00", "?acl", "?marker=%F0%9F%98%80", "?versionId=x", "?max-keys=99999999999"];
        string[] headers = ["Range: bytes=0-", "x-amz-copy-source: /", "x-amz-copy-source: %", "x-amz-checksum-crc32: =", "If-Match: \"",
            "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-decoded-content-length: -1", "x-amz-trailer: x", "Content-MD5: x"];
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var method = Pick(methods);
            var body = method is "GET" or "HEAD" or "DELETE" ? null : Encoding.UTF8.GetBytes(Pick(["", "x", "<Delete>", "5\r\nhello"]));
            var answer = await s3.SendAsync(method, Pick(paths) + Pick(queries), body, Pick(headers), Pick(headers));
            answer.Status.ShouldNotBe((int)HttpStatusCode.InternalServerError);
            if (answer.Status >= 400 && method != "HEAD") answer.XmlText("Code").ShouldNotBeNullOrEmpty();
        }

        T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
    }

    [SuppressMessage("Security", "CA5351", Justification = "HTTP defines Content-MD5.")]
    private static string Md5(byte[] body) => Convert.ToBase64String(MD5.HashData(body));

    private static Task<Answer> CompleteAsync(S3Fixture s3, string id, params (int Number, string ETag)[] parts)
    {
        var xml = string.Concat(parts.Select(part => $"<Part><PartNumber>{part.Number}</PartNumber><ETag>{part.ETag}</ETag></Part>"));
        return s3.SendAsync("POST", $"{B}/big?uploadId={id}", Encoding.UTF8.GetBytes($"<CompleteMultipartUpload>{xml}</CompleteMultipartUpload>"));
    }
}
