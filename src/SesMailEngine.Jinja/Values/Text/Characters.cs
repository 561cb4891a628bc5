using System.Buffers;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>Python's classes of characters.</summary>
internal static class Characters
{
    /// <summary>All characters for which Python's <c>str.isspace</c> holds.</summary>
    internal static SearchValues<char> Spaces { get; } = SearchValues.Create(
        "\t\n\v\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000");

    /// <summary>True for what Python's <c>str.isspace</c> takes for white space; .NET leaves out U+001C to U+001F.</summary>
    internal static bool IsSpace(char c) => c <= ' ' ? c is ' ' or (>= '\t' and <= '\r') or (>= '\u001c' and <= '\u001f') : c >= '\u0085' && Spaces.Contains(c);
}
