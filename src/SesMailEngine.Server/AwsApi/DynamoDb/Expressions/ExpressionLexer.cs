namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>
/// Cuts an expression into tokens. Never fails: what no expression has becomes <see cref="TokenKind.Invalid"/>.
/// </summary>
internal static class ExpressionLexer
{
    /// <summary>All tokens, the last of them <see cref="TokenKind.End"/>.</summary>
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var token = Next(text, at);
            tokens.Add(token);
            at = token.End;
        }
        tokens.Add(new Token(TokenKind.End, text.Length, 0));
        return tokens;
    }

    private static Token Next(string text, int start)
    {
        var c = text[start];
        if (char.IsAsciiLetter(c) || c == '_')
        {
            var word = Word(text, start);
            return new Token(Keyword(text.AsSpan(start, word)), start, word);
        }
        if (char.IsAsciiDigit(c))
        {
            var end = start;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            return new Token(TokenKind.Digits, start, end - start);
        }
        if (c is '#' or ':')
        {
            var word = Word(text, start + 1);
            var kind = word == 0 ? TokenKind.Invalid : c == '#' ? TokenKind.NamePlaceholder : TokenKind.ValuePlaceholder;
            return new Token(kind, start, word + 1);
        }
        var next = start + 1 < text.Length ? text[start + 1] : ' ';
        if ((c == '<' && next is '>' or '=') || (c == '>' && next == '=')) return new Token(TokenKind.Comparator, start, 2);
        return new Token(Single(c), start, 1);
    }

    private static TokenKind Single(char c) => c switch
    {
        '=' or '<' or '>' => TokenKind.Comparator,
        '(' => TokenKind.Open,
        ')' => TokenKind.Close,
        '[' => TokenKind.OpenBracket,
        ']' => TokenKind.CloseBracket,
        ',' => TokenKind.Comma,
        '.' => TokenKind.Dot,
        _ => TokenKind.Invalid,
    };

    private static int Word(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        return end - start;
    }

    private static TokenKind Keyword(ReadOnlySpan<char> word)
    {
        if (word.Equals("AND", StringComparison.OrdinalIgnoreCase)) return TokenKind.And;
        if (word.Equals("OR", StringComparison.OrdinalIgnoreCase)) return TokenKind.Or;
        if (word.Equals("NOT", StringComparison.OrdinalIgnoreCase)) return TokenKind.Not;
        if (word.Equals("BETWEEN", StringComparison.OrdinalIgnoreCase)) return TokenKind.Between;
        if (word.Equals("IN", StringComparison.OrdinalIgnoreCase)) return TokenKind.In;
        return TokenKind.Identifier;
    }
}
