using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Syntax.Ast;

namespace SesMailEngine.Jinja.Syntax;

/// <summary>
/// Makes a tree of the tokens. After Jinja2's parser, whose messages it uses. An error ends the tag it is in, not the
/// parsing, so that all errors of a file are found at once.
/// </summary>
internal sealed partial class Parser
{
    // Deeper than any template written by a person; it keeps all later passes over the tree within the stack.
    private const int MaxDepth = 200;
    private const int MaxErrors = 50;

    private readonly SourceText _source;
    private readonly JinjaOptions _options;
    private readonly List<Token> _tokens;
    private readonly List<TemplateException> _errors = [];
    private readonly Stack<OpenTag> _openTags = new();
    private readonly Stack<string[]> _endTags = new();
    private readonly List<BlockAst> _blocks = [];
    private readonly HashSet<string> _specialNames = new(StringComparer.Ordinal);
    private bool _hasExtends;
    private bool _setsLoop;
    private int _position;
    private int _depth;
    private bool _reportedEnd;

    private Parser(SourceText source, JinjaOptions options, LexerRules rules)
    {
        _source = source;
        _options = options;
        _tokens = Lexer.Tokenize(source.Text, options, rules);
    }

    private Token Current => _tokens[_position];

    private Token Next => _tokens[Math.Min(_position + 1, _tokens.Count - 1)];

    /// <summary>The template's tree; throws the first error, which carries all others.</summary>
    internal static TemplateAst Parse(SourceText source, JinjaOptions options, LexerRules rules)
    {
        var parser = new Parser(source, options, rules);
        var body = parser.ParseBody(null);
        return parser._errors.Count == 0
            ? new TemplateAst(body, parser._blocks, parser._hasExtends, parser._setsLoop, parser._specialNames)
            : throw parser._errors[0].WithSiblings(parser._errors);
    }

    private TemplateException Fail(string message, Span? span = null) =>
        TemplateException.Syntax(message, _source, span ?? Current.Span);

    private Token Advance()
    {
        var token = Current;
        if (_position < _tokens.Count - 1)
        {
            _position++;
        }

        // Jinja2 reads tokens one ahead, so what cannot be read is an error as soon as it is the next token.
        return Current.Kind == TokenKind.Error ? throw Fail(Current.Text) : token;
    }

    private bool Skip(TokenKind kind)
    {
        if (Current.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private bool Skip(string name)
    {
        if (!Current.Is(name))
        {
            return false;
        }

        Advance();
        return true;
    }

    private Token Expect(TokenKind kind) => Current.Kind == kind ? Advance() : throw Unexpected(Token.Describe(kind));

    private Token ExpectName(string name) => Current.Is(name) ? Advance() : throw Unexpected(name);

    private TemplateException Unexpected(string expected) => Current.Kind == TokenKind.End
        ? Fail($"unexpected end of template, expected {Quote(expected)}.")
        : Fail($"expected token {Quote(expected)}, got {Quote(Current.Describe())}");

    private static string Quote(string text) => Values.Operations.Printing.Repr(text);

    private void Enter()
    {
        if (++_depth > MaxDepth || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Fail("the template nests too deep");
        }
    }

    private void Leave() => _depth--;

    /// <summary>Statements, text and printed expressions up to one of the end tags, or to the end of the template.</summary>
    private List<StatementAst> ParseBody(string[]? endTags)
    {
        var body = new List<StatementAst>();
        var output = new List<ExprAst>();
        if (endTags is not null)
        {
            _endTags.Push(endTags);
        }

        while (Current.Kind != TokenKind.End)
        {
            int depth = _depth;
            int tags = _openTags.Count;
            int start = _position;
            try
            {
                switch (Current.Kind)
                {
                    case TokenKind.Data:
                        output.Add(new DataAst(Current.Text, Current.Span));
                        Advance();
                        break;
                    case TokenKind.VariableBegin:
                        Advance();
                        output.Add(ParseTuple());
                        Expect(TokenKind.VariableEnd);
                        break;
                    case TokenKind.BlockBegin:
                        Flush(output, body);
                        Advance();
                        if (endTags is not null && Current.Kind == TokenKind.Name && endTags.Contains(Current.Text))
                        {
                            _endTags.Pop();
                            return body;
                        }

                        body.Add(ParseStatement());
                        _openTags.Pop();
                        Expect(TokenKind.BlockEnd);
                        break;
                    default:
                        throw Fail(Current.Kind == TokenKind.Error ? Current.Text : $"unexpected {Quote(Current.Describe())}");
                }
            }
            catch (TemplateException error)
            {
                Report(error);
                _depth = depth;
                Recover(start, tags);
            }
        }

        Flush(output, body);
        if (endTags is not null)
        {
            _endTags.Pop();
        }

        return body;
    }

    private static void Flush(List<ExprAst> output, List<StatementAst> body)
    {
        if (output.Count > 0)
        {
            body.Add(new OutputAst([.. output], output[0].Span));
            output.Clear();
        }
    }

    private void Report(TemplateException error)
    {
        bool atEnd = Current.Kind == TokenKind.End;
        if (!(atEnd && _reportedEnd))
        {
            _errors.Add(error);
        }

        _reportedEnd |= atEnd;
        if (_errors.Count >= MaxErrors)
        {
            _position = _tokens.Count - 1;
            _reportedEnd = true;
        }
    }

    // To the end of the tag; and where the tag opened a block, to the end of that, for its end tag would be an error otherwise.
    private void Recover(int start, int tags)
    {
        bool assigns = false;
        for (int i = start; i <= _position; i++)
        {
            assigns |= _tokens[i].Kind == TokenKind.Assign;
        }

        while (Current.Kind is not (TokenKind.BlockEnd or TokenKind.VariableEnd or TokenKind.End))
        {
            assigns |= Current.Kind == TokenKind.Assign;
            _position++;
        }

        if (Current.Kind != TokenKind.End)
        {
            _position++;
        }

        OpenTag? open = null;
        while (_openTags.Count > tags)
        {
            open = _openTags.Pop();
        }

        if (open is { Closed: false } && open.EndTag(assigns) is { } endTag && Current.Kind != TokenKind.End)
        {
            SkipBlock(open.Name, endTag);
        }
    }

    private void SkipBlock(string name, string endTag)
    {
        _openTags.Push(new OpenTag(name));
        string[] ends = name switch
        {
            "if" => ["elif", "else", endTag],
            "for" => ["else", endTag],
            _ => [endTag],
        };
        if (_depth < MaxDepth)
        {
            bool more = true;
            while (more && Current.Kind != TokenKind.End)
            {
                _depth++;
                ParseBody(ends);
                _depth--;
                more = !Current.Is(endTag);
                while (Current.Kind is not (TokenKind.BlockEnd or TokenKind.End))
                {
                    _position++;
                }

                if (Current.Kind == TokenKind.BlockEnd)
                {
                    _position++;
                }
            }
        }

        _openTags.Pop();
    }

    /// <summary>A tag that has been opened; <see cref="Closed"/> once its end tag is reached.</summary>
    private sealed class OpenTag(string name)
    {
        internal string Name { get; } = name;

        internal bool Closed { get; set; }

        internal string? EndTag(bool assigns) => Name switch
        {
            "for" or "if" or "block" or "macro" or "with" or "autoescape" or "call" or "filter" => "end" + Name,
            "set" when !assigns => "endset",
            _ => null,
        };
    }
}
