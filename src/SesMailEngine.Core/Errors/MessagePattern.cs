using System.Text;

namespace SesMailEngine.Core.Errors;

/// <summary>A message with named gaps, <c>Template '{template}' not found</c>, that can be filled in and recognised.</summary>
internal sealed class MessagePattern
{
    /// <summary>Literals shorter than this say too little to be recognised inside other text.</summary>
    private const int ShortestTelling = 8;

    private readonly string[] literals;

    public MessagePattern(string text)
    {
        Text = text;
        var found = new List<string>();
        var from = 0;
        for (var open = text.IndexOf('{'); open >= 0; open = text.IndexOf('{', from))
        {
            found.Add(text[from..open]);
            from = text.IndexOf('}', open) + 1;
        }
        found.Add(text[from..]);
        literals = [.. found];
    }

    public string Text { get; }

    public string Format(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length != literals.Length - 1)
        {
            throw new ArgumentException($"'{Text}' takes {literals.Length - 1} arguments.", nameof(arguments));
        }
        if (arguments.IsEmpty) return Text;
        var result = new StringBuilder(literals[0]);
        for (var i = 0; i < arguments.Length; i++) result.Append(arguments[i]).Append(literals[i + 1]);
        return result.ToString();
    }

    /// <summary>The characters of the literals when the whole message fits, else 0.</summary>
    public int Fits(string message)
    {
        var last = literals[^1];
        if (literals.Length == 1) return string.Equals(message, last, StringComparison.Ordinal) ? last.Length : 0;
        if (!message.StartsWith(literals[0], StringComparison.Ordinal)) return 0;
        if (!message.EndsWith(last, StringComparison.Ordinal)) return 0;
        return InOrder(message, literals[0].Length, message.Length - last.Length, literals.AsSpan(1, literals.Length - 2));
    }

    /// <summary>The characters of the literals when they stand in the text in order, else 0.</summary>
    public int FitsInside(string text)
    {
        var size = Size;
        return size >= ShortestTelling ? InOrder(text, 0, text.Length, literals) : 0;
    }

    private int Size => literals.Sum(l => l.Length);

    private int InOrder(string text, int from, int to, ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (from > to) return 0;
            var at = text.IndexOf(part, from, to - from, StringComparison.Ordinal);
            if (at < 0) return 0;
            from = at + part.Length;
        }
        return from > to ? 0 : Size;
    }
}
