using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SesMailEngine.Testing.Fuzzing;

/// <summary>Breaks a JSON text in the ways senders break it, and in those that parsers trip over. The same random numbers break it the same way.</summary>
public static class JsonMutator
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1e999", "-0.0", "0.1e-400", "123456789012345678901234567890", "\"\"", "\" \"", "[]", "{}", "[null]", "[[]]", "[1,\"a\",{}]", "{\"a\":null}",
        "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\r\\nBcc: x@example.com\"", "\"\\u2028\\ufeff\\u202e\"", "\"{{ 7 * 7 }}\"", "\"{% for i in range(10**9) %}x{% endfor %}\"",
        "\"a@b\"", "\"<jo@example.com>\"", "\"Jo <jo@example.com>\"", "\"jo@example.com, al@example.com\"", "\"jo@[127.0.0.1]\"", "\"\\\"a b\\\"@example.com\"", "\"j\\u00f6@b\\u00fccher.example\"",
        "\"../../etc/passwd\"", "\"2026-11-24T12:00:00Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"2026-02-30T12:00:00Z\"", "\"Permanent\"", "\"Transient\"", "\"not-spam\"",
        "\"Bounce\"", "\"Open\"", "\"Rendering Failure\"", "\"welcome\"", "NaN", "Infinity", "01", "'a'", "\"unterminated", "/* c */ 1", "1,", "\"a\":1", "{\"a\":1,\"a\":2}",
    ];

    private static readonly string[] Nasty = ["{", "}", "[", "]", "\"", "\\", ",", ":", "\0", "\n", "\u007f", "\ud800", "\ufffe", "\u00e9", "\\u", "0", "-", "e"];

    /// <summary>The text with one to three things wrong, as bytes that need not be UTF-8.</summary>
    public static byte[] MutateBytes(string json, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(Mutate(json, random));
        if (random.Next(12) != 0 || bytes.Length == 0) return bytes;
        byte[][] wrong = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xEF, 0xBB, 0xBF]];
        var at = random.Next(bytes.Length);
        return [.. bytes[..at], .. wrong[random.Next(wrong.Length)], .. bytes[at..]];
    }

    /// <summary>The text with one to three things wrong.</summary>
    public static string Mutate(string json, Random random)
    {
        for (var times = random.Next(1, 4); times > 0 && json.Length > 0; times--) json = MutateOnce(json, random);
        return json;
    }

    private static string MutateOnce(string json, Random random)
    {
        switch (random.Next(10))
        {
            case 0:
                return json[..random.Next(json.Length + 1)];
            case 1:
                return json.Insert(random.Next(json.Length + 1), Nasty[random.Next(Nasty.Length)]);
            case 2:
                var from = random.Next(json.Length);
                return json.Remove(from, Math.Min(random.Next(1, 12), json.Length - from));
            case 3:
                return ReplaceOne(json, random, Long(random));
            case 4:
                var depth = random.Next(1, 3_000);
                return ReplaceOne(json, random, random.Next(2) == 0
                    ? new string('[', depth) + new string(']', depth)
                    : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth));
            case 5:
                return Rename(json, random);
            case 6:
                return Add(json, random);
            default:
                return ReplaceOne(json, random, Values[random.Next(Values.Length)]);
        }
    }

    private static string ReplaceOne(string json, Random random, string value)
    {
        var spans = Tokens(json, names: false);
        if (spans.Count == 0) return json + value;
        var (start, length) = spans[random.Next(spans.Count)];
        return Splice(json, start, length, value);
    }

    // Another member's name, or none that is known.
    private static string Rename(string json, Random random)
    {
        var spans = Tokens(json, names: true);
        if (spans.Count == 0) return json;
        var (start, length) = spans[random.Next(spans.Count)];
        var (other, otherLength) = spans[random.Next(spans.Count)];
        var bytes = Encoding.UTF8.GetBytes(json);
        return Splice(json, start, length, random.Next(3) == 0 ? "\"unknown\"" : Encoding.UTF8.GetString(bytes.AsSpan(other, otherLength)));
    }

    private static string Add(string json, Random random)
    {
        var at = json.IndexOf('{', random.Next(json.Length));
        string[] members = ["\"unknown\":1,", "\"\":null,", "\"a\\ud800\":1,", "\"__proto__\":{},", "\"to\":\"x@example.com\",", "\"emailId\":7,", "\"mail\":[],", "\"a\\u0000b\":\"c\","];
        return at < 0 ? json : json.Insert(at + 1, members[random.Next(members.Length)]);
    }

    private static string Long(Random random) => random.Next(4) switch
    {
        0 => $"\"{new string('x', random.Next(1, 80_000))}\"",
        1 => $"\"{string.Concat(Enumerable.Repeat("\\u00e9\\ud83d\\ude00", random.Next(1, 4_000)))}\"",
        2 => $"[{string.Join(",", Enumerable.Range(0, random.Next(1, 3_000)).Select(i => i.ToString(CultureInfo.InvariantCulture)))}]",
        _ => $"{{{string.Join(",", Enumerable.Range(0, random.Next(1, 1_500)).Select(i => $"\"m{i}\":\"v\""))}}}",
    };

    private static string Splice(string json, int start, int length, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return Encoding.UTF8.GetString(bytes.AsSpan(0, start)) + value + Encoding.UTF8.GetString(bytes.AsSpan(start + length));
    }

    // Where the values are, or the members' names; as far as the text is JSON.
    private static List<(int Start, int Length)> Tokens(string json, bool names)
    {
        var spans = new List<(int, int)>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = 8_000 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject) continue;
                var isName = reader.TokenType == JsonTokenType.PropertyName;
                if (isName != names) continue;
                var start = (int)reader.TokenStartIndex;
                if (isName)
                {
                    spans.Add((start, reader.ValueSpan.Length + 2));
                    continue;
                }
                var end = reader;
                end.Skip();
                spans.Add((start, (int)end.BytesConsumed - start));
            }
        }
        catch (JsonException)
        {
            return spans; // broken already: what came before can be broken too
        }
        return spans;
    }
}
