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

    private static readonly string?[] s_texts = MakeTexts();

    /// <summary>The operator at the start of the text, the longest first.</summary>
    internal static bool TryMatch(ReadOnlySpan<char> source, out string text, out TokenKind kind)
    {
        char second = source.Length > 1 ? source[1] : '\0';
        kind = source[0] switch
        {
            '/' => second == '/' ? TokenKind.FloorDiv : TokenKind.Div,
            '*' => second == '*' ? TokenKind.Pow : TokenKind.Mul,
            '=' => second == '=' ? TokenKind.Eq : TokenKind.Assign,
            '!' => second == '=' ? TokenKind.Ne : TokenKind.Error,
            '>' => second == '=' ? TokenKind.GtEq : TokenKind.Gt,
            '<' => second == '=' ? TokenKind.LtEq : TokenKind.Lt,
            '+' => TokenKind.Add,
            '-' => TokenKind.Sub,
            '%' => TokenKind.Mod,
            '~' => TokenKind.Tilde,
            '[' => TokenKind.LBracket,
            ']' => TokenKind.RBracket,
            '(' => TokenKind.LParen,
            ')' => TokenKind.RParen,
            '{' => TokenKind.LBrace,
            '}' => TokenKind.RBrace,
            '.' => TokenKind.Dot,
            ':' => TokenKind.Colon,
            '|' => TokenKind.Pipe,
            ',' => TokenKind.Comma,
            ';' => TokenKind.Semicolon,
            _ => TokenKind.Error,
        };
        text = kind == TokenKind.Error ? string.Empty : TextOf(kind);
        return kind != TokenKind.Error;
    }

    internal static string TextOf(TokenKind kind) => s_texts[(int)kind] ?? kind.ToString();

    private static string?[] MakeTexts()
    {
        var texts = new string?[Enum.GetValues<TokenKind>().Length];
        foreach (var (text, kind) in s_all)
        {
            texts[(int)kind] = text;
        }

        return texts;
    }
}
