using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>
/// What has been rendered so far, in one pooled array. A capture (macro, set block, call block) writes behind what is
/// there and cuts its text off again.
/// </summary>
internal sealed class OutputBuffer : IDisposable
{
    private const int FirstSize = 4096;

    private static readonly SearchValues<char> s_special = SearchValues.Create("&<>'\"");

    private readonly int _limit;
    private char[] _chars;
    private int _capacity;

    internal OutputBuffer(int limit)
    {
        _limit = limit;
        _chars = ArrayPool<char>.Shared.Rent(FirstSize);
        _capacity = Math.Min(_chars.Length, limit);
    }

    internal int Length { get; private set; }

    internal ReadOnlySpan<char> Written => _chars.AsSpan(0, Length);

    public void Dispose()
    {
        if (_chars.Length > 0)
        {
            ArrayPool<char>.Shared.Return(_chars);
            _chars = [];
            _capacity = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Append(string text)
    {
        int at = Length;
        if (text.Length > _capacity - at)
        {
            Grow(text.Length);
        }

        text.CopyTo(_chars.AsSpan(at));
        Length = at + text.Length;
    }

    /// <summary>Appends a text with the five characters that mean something in HTML escaped, as MarkupSafe does.</summary>
    internal void AppendEscaped(string text)
    {
        int special = text.AsSpan().IndexOfAny(s_special);
        if (special < 0)
        {
            Append(text);
            return;
        }

        var rest = text.AsSpan();
        while (special >= 0)
        {
            Append(rest[..special]);
            Append(rest[special] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '\'' => "&#39;",
                _ => "&#34;",
            });
            rest = rest[(special + 1)..];
            special = rest.IndexOfAny(s_special);
        }

        Append(rest);
    }

    internal void Append(long number)
    {
        int written;
        while (!number.TryFormat(_chars.AsSpan(Length, _capacity - Length), out written, default, CultureInfo.InvariantCulture))
        {
            Grow(20);
        }

        Length += written;
    }

    internal void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > _capacity - Length)
        {
            Grow(text.Length);
        }

        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Takes everything behind the mark out of the buffer.</summary>
    internal string Cut(int mark)
    {
        string text = Length == mark ? string.Empty : new string(_chars, mark, Length - mark);
        Length = mark;
        return text;
    }

    private void Grow(int more)
    {
        long needed = (long)Length + more;
        if (needed > _limit)
        {
            throw TemplateException.Limit($"the output exceeds the limit of {_limit} bytes");
        }

        var larger = ArrayPool<char>.Shared.Rent((int)Math.Min(Math.Max(needed, _chars.Length * 2L), Math.Max(_limit, needed)));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
        _capacity = Math.Min(larger.Length, _limit);
    }
}
