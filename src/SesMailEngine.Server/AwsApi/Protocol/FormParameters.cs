using System.Globalization;
using System.Text;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>
/// The parameters of a query request: the form body, and the query string for what the body does not name
/// (https://url.spec.whatwg.org/#urlencoded-parsing). A name that comes twice keeps its first value.
/// </summary>
internal sealed class FormParameters
{
    /// <summary>The most parameters taken; more is refused.</summary>
    public const int MaxParameters = 5_000;

    /// <summary>No parameters.</summary>
    public static readonly FormParameters Empty = new();

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private FormParameters()
    {
    }

    /// <summary>How many there are.</summary>
    public int Count => _values.Count;

    /// <summary>The value of a parameter; null when it is absent.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>All names with their values, in the order they came.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => _values;

    /// <summary>Reads a form body and a query string (without <c>?</c>). Bytes that are not UTF-8 are refused.</summary>
    public static FormParameters Parse(ReadOnlySpan<byte> body, string? query)
    {
        if (body.IsEmpty && string.IsNullOrEmpty(query)) return Empty;
        var form = new FormParameters();
        form.Add(body);
        if (!string.IsNullOrEmpty(query)) form.Add(Encoding.UTF8.GetBytes(query));
        return form;
    }

    /// <summary>True when a parameter with this name, or one below it (<c>name.…</c>), is there.</summary>
    public bool HasPrefix(string name)
    {
        foreach (var key in _values.Keys)
        {
            if (key.StartsWith(name, StringComparison.Ordinal) && (key.Length == name.Length || key[name.Length] == '.'))
                return true;
        }
        return false;
    }

    /// <summary>The values of <c>name.1</c>, <c>name.2</c>, … until one is missing.</summary>
    public List<string> List(string name)
    {
        var values = new List<string>();
        while (_values.TryGetValue(Key(name, values.Count + 1), out var value)) values.Add(value);
        return values;
    }

    /// <summary>The prefixes <c>name.1</c>, <c>name.2</c>, … below which something is given.</summary>
    public IEnumerable<string> Prefixes(string name)
    {
        for (var i = 1; HasPrefix(Key(name, i)); i++) yield return Key(name, i);
    }

    private static string Key(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{name}.{index}");

    private void Add(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'&');
            var pair = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (pair.IsEmpty) continue;
            var equals = pair.IndexOf((byte)'=');
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            if (_values.Count >= MaxParameters)
                throw new AwsException("MalformedQueryString", $"The request has more than {MaxParameters} parameters.", 400);
            _values.TryAdd(name, equals < 0 ? "" : Decode(pair[(equals + 1)..]));
        }
    }

    private static string Decode(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny((byte)'%', (byte)'+') < 0) return Utf8.Decode(text);
        using var buffer = new PooledBuffer(text.Length);
        var target = buffer.GetSpan(text.Length);
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == '+')
            {
                b = (byte)' ';
            }
            else if (b == '%' && i + 2 < text.Length && Hex(text[i + 1]) is >= 0 and var high && Hex(text[i + 2]) is >= 0 and var low)
            {
                b = (byte)((high << 4) | low);
                i += 2;
            }
            target[length++] = b;
        }
        return Utf8.Decode(target[..length]);
    }

    private static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}
