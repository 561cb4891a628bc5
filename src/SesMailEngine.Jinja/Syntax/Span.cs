namespace SesMailEngine.Jinja.Syntax;

/// <summary>A piece of the source: offset and length in UTF-16 units, and the line it starts in, counted from 1.</summary>
internal readonly record struct Span(int Start, int Length, int Line)
{
    internal int End => Start + Length;

    /// <summary>From the start of this to the end of another.</summary>
    internal Span To(Span last) => last.End > Start ? this with { Length = last.End - Start } : this;
}
