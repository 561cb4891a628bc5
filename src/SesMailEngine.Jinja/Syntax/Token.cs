using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Syntax;

/// <summary>A token: its kind, where it is, and its text or number.</summary>
internal readonly record struct Token(TokenKind Kind, Span Span, string Text, Value Number = default)
{
    internal bool Is(string name) => Kind == TokenKind.Name && Text == name;

    /// <summary>The token as Jinja2's messages call it.</summary>
    internal string Describe() => Kind == TokenKind.Name ? Text : Describe(Kind);

    internal static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.Data => "template data / text",
        TokenKind.VariableBegin => "begin of print statement",
        TokenKind.VariableEnd => "end of print statement",
        TokenKind.BlockBegin => "begin of statement block",
        TokenKind.BlockEnd => "end of statement block",
        TokenKind.Name => "name",
        TokenKind.String => "string",
        TokenKind.Integer => "integer",
        TokenKind.Float => "float",
        TokenKind.End => "end of template",
        TokenKind.Error => "error",
        _ => Operators.TextOf(kind),
    };
}
