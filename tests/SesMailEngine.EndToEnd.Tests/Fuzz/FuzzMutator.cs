using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SesMailEngine.EndToEnd.Tests.Fuzz;

/// <summary>Makes a broken request of a valid one. The same random numbers make the same requests.</summary>
internal static class FuzzMutator
{
    // What parsers trip over.
    private static readonly byte[] Nasty =
        [0, 0x1F, 0x7F, 0xFF, 0xC3, 0xED, 0xF4, .. "\"\\{}[]:,%&=.+-9eE<>;/?*#$ \r\n"u8];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e999", "-1e-999", "99999999999999999999", "123456789012345678901234567890.5", "\"\"", "\"x\"",
        "\"\\ud800\"", "\"\\u0000\"", "\"\\uffff\"", "[]", "[null]", "[1]", "{}", "{\"\":1}", "{\"\\udc00\":1}", "\"2026-13-45\"", "\"-0\"",
        "\"" + new string('a', 70_000) + "\"", "\"arn:aws:sqs:::\"", "\"http://\"", "\"NaN\"", "[[]]", "{\"S\":1}", "{\"N\":\"1e200\"}",
    ];

    private static readonly string[] Paths =
    [
        "/%00", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/x", "//", "///a//b", "/%ff", "/%u0041", "/%", "/%a", "/a%0d%0aX:b", "/\\..\\x",
        "/000000000000/%2F", "/000000000000/target/fuzz/h", "/2015-03-31/functions/%00", "/2015-03-31/functions/a:b:c:d:e:f:g:h/x", "/*", "/~",
        "/?", "/a?b?c", "/sesmailengine-templates-000000000000/%", "/sesmailengine-templates-000000000000/a/../b",
        "/sesmailengine-templates-000000000000/a//b", "/sesmailengine-templates-000000000000/%ed%a0%80", "/v2/email/%00/x",
    ];

    private static readonly string[] Queries =
    [
        "acl", "tagging=", "Action=PutEvents", "Action=", "Version=2012-11-05", "%", "%ff=%ff", "a=%zz", "=", "&&&", "X-Amz-Algorithm=x",
        "X-Amz-Credential=a/b/c/sqs/aws4_request", "uploadId=..%2f..", "partNumber=99999999999", "max-keys=-1", "list-type=3", "versionId=x",
        "continuation-token=%00", "marker=%ff", "encoding-type=xml", "MaxItems=x", "x-id=GetObject", "uploads", "delete", "Action=SendMessage&Action=X",
    ];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Content-Type", "application/x-amz-json-1.1"), ("Content-Type", "application/x-www-form-urlencoded"), ("Content-Type", "application/cbor"),
        ("Content-Type", "text/plain; charset=utf-7"), ("Content-Type", "multipart/form-data; boundary=x"), ("X-Amz-Target", "AmazonSQS."),
        ("X-Amz-Target", "."), ("X-Amz-Target", "AWSEvents.Nothing"), ("X-Amz-Target", "DynamoDB_20120810.UpdateItem"), ("X-Amz-Target", "Logs_20140328.x"),
        ("Content-Encoding", "gzip"), ("Content-Encoding", "br"), ("Content-Encoding", "gzip, gzip"), ("Content-Encoding", "x"),
        ("Authorization", "AWS4-HMAC-SHA256 Credential="), ("Authorization", "AWS x:y"), ("Authorization", "Basic !"), ("Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/nothing/aws4_request"),
        ("Range", "bytes=99999999999999999999-"), ("Range", "bytes=5-1"), ("Range", "bytes=-0"), ("If-Match", "\"x\""), ("If-Modified-Since", "never"),
        ("Content-MD5", "x"), ("x-amz-content-sha256", "x"), ("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"), ("x-amz-content-sha256", "STREAMING-X"),
        ("x-amz-decoded-content-length", "-5"), ("x-amz-decoded-content-length", "99999999999999999999"), ("x-amz-trailer", "x-amz-checksum-crc32"), ("x-amz-checksum-crc32", "????"),
        ("x-amz-checksum-sha256", "a"), ("x-amz-copy-source", "%"), ("x-amz-copy-source", "sesmailengine-templates-000000000000/%ff"), ("x-amz-copy-source-range", "bytes=0-99"), ("x-amz-acl", "public-read"), ("x-amz-tagging", "a=b"),
        ("x-amz-metadata-directive", "X"), ("x-amz-meta-\u00e9", "b"), ("x-amz-meta-big", new string('a', 3_000)), ("X-Amz-Invocation-Type", "Later"), ("X-Amz-Date", "x"),
        ("Accept-Encoding", "*;q=0"), ("Expect", "100-continue"), ("Host", "evil.example.com"), ("Host", "[::1"), ("Host", "a.localhost"), ("Origin", "http://evil.example.com"),
        ("Cookie", new string('c', 20_000)), ("X-Long", new string('h', 40_000)), ("Transfer-Encoding", "chunked"), ("Transfer-Encoding", "gzip, chunked"), ("Upgrade", "websocket"),
    ];

    /// <summary>The names of the mutations, by the number <see cref="Mutate"/> takes.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "bytes of the body", "bytes of the body", "cut short", "a value of another type", "a value of another type", "deep nesting", "a member twice",
        "bytes that are not UTF-8", "an unknown member", "wrong length", "chunked", "chunked badly", "another path", "a changed path", "a query string", "a header",
        "a header less", "another method", "bytes of the request", "a body that says it is gzip", "parameters of a form",
    ];

    /// <summary>True when a mutation may leave no HTTP to answer to: then a bare refusal or a closed connection will do.</summary>
    public static bool BreaksHttp(int kind) => Kinds[kind] is "wrong length" or "chunked badly" or "bytes of the request" or "a header" or "another path"
        or "a changed path" or "a query string" or "another method";

    /// <summary>The bytes of a mutated request.</summary>
    public static byte[] Mutate(FuzzCall call, int kind, Random random)
    {
        var body = Encoding.UTF8.GetBytes(call.Body);
        switch (Kinds[kind])
        {
            case "bytes of the body": return call.ToBytes(Scramble(body, random));
            case "cut short": return call.ToBytes(body[..random.Next(body.Length + 1)]);
            case "a value of another type": return call.ToBytes(ReplaceValue(call.Body, random, Values[random.Next(Values.Length)]));
            case "deep nesting":
                var depth = random.Next(1, 5_000);
                var (open, close) = random.Next(3) switch { 0 => ("[", "]"), 1 => ("{\"M\":", "}"), _ => ("{\"L\":[", "]}") };
                return call.ToBytes(ReplaceValue(call.Body, random, string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth))));
            case "a member twice": return call.ToBytes(Encoding.UTF8.GetBytes(Duplicate(call.Body, random)));
            case "bytes that are not UTF-8":
                byte[][] wrong = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]];
                var at = random.Next(body.Length + 1);
                return call.ToBytes([.. body[..at], .. wrong[random.Next(wrong.Length)], .. body[at..]]);
            case "an unknown member": return call.ToBytes(Encoding.UTF8.GetBytes(AddMember(call.Body, random)));
            case "wrong length":
                string[] lengths = ["0", "1", "5", "-1", "x", "99999999999999999999", (body.Length + 7).ToString(CultureInfo.InvariantCulture), "3,4", ""];
                return With(call, "Content-Length", lengths[random.Next(lengths.Length)]).ToBytes(body);
            case "chunked": return With(call, "Transfer-Encoding", "chunked").ToBytes(Chunk(body, random));
            case "chunked badly": return With(call, "Transfer-Encoding", "chunked").ToBytes(Scramble(Chunk(body, random), random));
            case "another path": return (call with { Path = Paths[random.Next(Paths.Length)] }).ToBytes(body);
            case "a changed path": return (call with { Path = "/" + Latin1(Scramble(Encoding.Latin1.GetBytes(call.Path[1..]), random)) }).ToBytes(body);
            case "a query string":
                return (call with { Path = call.Path + (call.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + Queries[random.Next(Queries.Length)] }).ToBytes(body);
            case "a header":
                var header = Headers[random.Next(Headers.Length)];
                return With(call, header.Name, header.Value).ToBytes(body);
            case "a header less":
                return (call with { Headers = [.. call.Headers.Where((_, i) => i != random.Next(call.Headers.Count))] }).ToBytes(body);
            case "another method":
                string[] methods = ["GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "TRACE", "X"];
                return (call with { Method = methods[random.Next(methods.Length)] }).ToBytes(body);
            case "a body that says it is gzip": return With(call, "Content-Encoding", "gzip").ToBytes(random.Next(2) == 0 ? body : Scramble(Gzip(body), random));
            case "parameters of a form": return call.ToBytes(Encoding.UTF8.GetBytes(Form(call.Body, random)));
            default: return Scramble(call.ToBytes(), random);
        }
    }

    private static FuzzCall With(FuzzCall call, string name, string value) => call with
    {
        Headers = [.. call.Headers.Where(header => !header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)), new(name, value)],
    };

    // One to four bytes changed, removed, doubled or swapped for what parsers trip over.
    private static byte[] Scramble(byte[] body, Random random)
    {
        var bytes = body.ToList();
        for (var n = random.Next(1, 5); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = Nasty[random.Next(Nasty.Length)]; break;
                case 2: bytes.Insert(at, Nasty[random.Next(Nasty.Length)]); break;
                case 3: bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at)); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at))); break;
            }
        }
        return [.. bytes];
    }

    private static byte[] ReplaceValue(string body, Random random, string value)
    {
        if (body.Contains('<', StringComparison.Ordinal) && !body.StartsWith('{'))
        {
            var at = body.IndexOf('>', random.Next(body.Length));
            return Encoding.UTF8.GetBytes(body.Insert(at < 0 ? 0 : at + 1, random.Next(3) switch
            {
                0 => "<!DOCTYPE a [<!ENTITY b \"c\">]>&b;",
                1 => string.Concat(Enumerable.Repeat("<a>", random.Next(1, 2_000))),
                _ => value,
            }));
        }
        var spans = ValuesOf(body);
        if (spans.Count == 0) return Encoding.UTF8.GetBytes(body + value);
        var (start, length) = spans[random.Next(spans.Count)];
        var bytes = Encoding.UTF8.GetBytes(body);
        return [.. bytes[..start], .. Encoding.UTF8.GetBytes(value), .. bytes[(start + length)..]];
    }

    private static string Duplicate(string body, Random random)
    {
        if (!body.StartsWith('{')) return body + "&" + body;
        var spans = ValuesOf(body);
        // The first is the whole.
        var (start, length) = spans[random.Next(1, spans.Count)];
        var bytes = Encoding.UTF8.GetBytes(body);
        var before = Encoding.UTF8.GetString(bytes[..start]);
        var quote = before.LastIndexOf(",\"", StringComparison.Ordinal);
        var name = quote < 0 ? before[1..] : before[(quote + 1)..];
        return $"{before}{Encoding.UTF8.GetString(bytes[start..(start + length)])},{name}{Values[random.Next(Values.Length)]}{Encoding.UTF8.GetString(bytes[(start + length)..])}";
    }

    private static string AddMember(string body, Random random)
    {
        if (!body.StartsWith('{')) return body + "&Unknown.member.1=x";
        string[] members = ["\"Unknown\":1", "\"ScanFilter\":{}", "\"AttributesToGet\":[\"a\"]", "\"\\u0000\":{}", "\"\":null", "\"a\\ud800\":1"];
        return body.Insert(1, members[random.Next(members.Length)] + (body.Length > 2 ? "," : ""));
    }

    private static string Form(string body, Random random)
    {
        string[] more =
        [
            "&Attribute.999999999.Name=a", "&MessageAttribute.1.Value.DataType=", "&AttributeName.1", "&AttributeName.0=All", "&Attribute.-1.Name=x", "&.=.", "&a.b.c.d.e=1",
            "&SendMessageBatchRequestEntry.1.Id=%00", "&MaxNumberOfMessages=1e1", "&DelaySeconds=%2B1", "&Tag.1.Key=a", "&member.1=x", "&Version=2010-03-31", "&Action=Other",
            "&" + string.Concat(Enumerable.Range(0, 6_000).Select(i => $"p{i}=&")), "&VisibilityTimeout=99999999999999999999", "&MessageBody=%ed%a0%80", "&%=%", "&WaitTimeSeconds=-1",
        ];
        return body + more[random.Next(more.Length)];
    }

    private static byte[] Chunk(byte[] body, Random random)
    {
        var result = new List<byte>();
        for (var at = 0; at < body.Length;)
        {
            var size = Math.Min(random.Next(1, 200), body.Length - at);
            result.AddRange(Encoding.ASCII.GetBytes(size.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            result.AddRange(body[at..(at + size)]);
            result.AddRange("\r\n"u8.ToArray());
            at += size;
        }
        result.AddRange("0\r\n\r\n"u8.ToArray());
        return [.. result];
    }

    private static byte[] Gzip(byte[] body)
    {
        using var target = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(target, System.IO.Compression.CompressionLevel.Fastest)) gzip.Write(body);
        return target.ToArray();
    }

    // No line break or space may leave the request line by accident: that is what "bytes of the request" is for.
    private static string Latin1(byte[] bytes) => Encoding.Latin1.GetString([.. bytes.Select(b => b is (byte)'\r' or (byte)'\n' or (byte)' ' ? (byte)'_' : b)]);

    // Where the values of a JSON text are.
    private static List<(int Start, int Length)> ValuesOf(string json)
    {
        var spans = new List<(int, int)>();
        if (!json.StartsWith('{')) return spans;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject) continue;
            var start = (int)reader.TokenStartIndex;
            var end = reader;
            end.Skip();
            spans.Add((start, (int)end.BytesConsumed - start));
        }
        return spans;
    }
}
