namespace SesMailEngine.Jinja.Syntax;

/// <summary>The operators and brackets of expressions.</summary>
internal static class Operators
{
    private static readonly (string Text, TokenKind Kind)[] s_all =
    [
        ("//", TokenKind.FloorDiv), ("**", TokenKind.Pow), ("==", TokenKind.Eq), ("!=", TokenKind.Ne),
        (">=", TokenKind.GtEq), ("<=", TokenKind.LtEq), ("+", TokenKind.Add), ("-", TokenKind.Sub),
        ("/", TokenKind.Div), ("*", TokenKind.Mul), ("%", TokenKind.Mod), ("~", TokenKind.Tilde),
        ("[", TokenKind.LBracket), ("]", TokenKind.RBracket), ("(", TokenKind.LParen), (")", TokenKind.RParen),
        ("{", TokenKind.LBrace), ("}", TokenKind.RBrace), (">", TokenKind.Gt), ("<", TokenKind.Lt),
        ("=", TokenKind.Assign), (".", TokenKind.Dot), (":", TokenKind.Colon), ("|", TokenKind.Pipe),
        (",", TokenKind.Comma), (";", TokenKind.Semicolon),
    ];

    /// <summary>The operator at the start of the text, the longest first.</summary>
    internal static bool TryMatch(ReadOnlySpan<char> source, out string text, out TokenKind kind)
    {
        foreach (var candidate in s_all)
        {
            if (source.StartsWith(candidate.Text, StringComparison.Ordinal))
            {
                (text, kind) = candidate;
                return true;
            }
        }

        (text, kind) = (string.Empty, TokenKind.Error);
        return false;
    }

    internal static string TextOf(TokenKind kind)
    {
        foreach (var candidate in s_all)
        {
            if (candidate.Kind == kind)
            {
                return candidate.Text;
            }
        }

        return kind.ToString();
    }
}
