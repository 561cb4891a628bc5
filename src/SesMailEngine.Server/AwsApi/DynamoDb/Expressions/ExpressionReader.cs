using System.Globalization;
using System.Text;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>What the parsers of conditions and of projections share: tokens, paths, and how errors are worded.</summary>
internal sealed class ExpressionReader
{
    /// <summary>The largest expression, in bytes of UTF-8.</summary>
    public const int MaxSize = 4096;

    private readonly string _kind;
    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly ExpressionScope _scope;
    private int _at;

    /// <summary>
    /// Reads the tokens of <paramref name="text"/>; <paramref name="kind"/> is for example <c>FilterExpression</c>.
    /// </summary>
    /// <exception cref="DynamoDbException">It is empty or too long.</exception>
    public ExpressionReader(string kind, string text, ExpressionScope scope)
    {
        (_kind, _text, _scope) = (kind, text, scope);
        if (text.Length == 0) throw Refuse("The expression can not be empty;");
        var size = Encoding.UTF8.GetByteCount(text);
        if (size > MaxSize) throw Refuse($"Expression size has exceeded the maximum allowed size; expression size: {size}");
        _tokens = ExpressionLexer.Read(text);
    }

    /// <summary>The problems found so far.</summary>
    public ExpressionProblems Problems { get; } = new();

    /// <summary>The placeholders.</summary>
    public ExpressionScope Scope => _scope;

    /// <summary>The kind of the token at hand.</summary>
    public TokenKind Kind => _tokens[_at].Kind;

    /// <summary>The kind of the token after it.</summary>
    public TokenKind NextKind => _at + 1 < _tokens.Count ? _tokens[_at + 1].Kind : TokenKind.End;

    /// <summary>The number of the token at hand.</summary>
    public int Position => _at;

    /// <summary>True when the parenthesis opened at token <paramref name="open"/> is closed by the last token taken.</summary>
    public bool IsPair(int open)
    {
        var depth = 0;
        for (var i = open; i < _at; i++)
        {
            if (_tokens[i].Kind == TokenKind.Open) depth++;
            else if (_tokens[i].Kind == TokenKind.Close && --depth == 0) return i == _at - 1;
        }
        return false;
    }

    /// <summary>The token's text, and on to the next.</summary>
    public string Take()
    {
        var token = _tokens[_at++];
        return _text.Substring(token.Start, token.Length);
    }

    /// <summary>Steps over a token of a kind, if it is at hand.</summary>
    public bool TryTake(TokenKind kind)
    {
        if (Kind != kind) return false;
        _at++;
        return true;
    }

    /// <summary>Steps over a token that must be at hand.</summary>
    /// <exception cref="DynamoDbException">It is not.</exception>
    public void Expect(TokenKind kind)
    {
        if (!TryTake(kind)) throw SyntaxError();
    }

    /// <summary>Ends the reading: nothing may be left, and no problem noted.</summary>
    /// <exception cref="DynamoDbException">Something is left or wrong.</exception>
    public void Finish()
    {
        Expect(TokenKind.End);
        if (Problems.Worst is { } problem) throw Refuse(problem);
    }

    /// <summary>Reads a document path.</summary>
    /// <exception cref="DynamoDbException">There is none at hand.</exception>
    public DocumentPath ReadPath()
    {
        var elements = new List<PathElement> { new(ReadName(), -1) };
        while (true)
        {
            if (TryTake(TokenKind.Dot))
            {
                elements.Add(new PathElement(ReadName(), -1));
            }
            else if (TryTake(TokenKind.OpenBracket))
            {
                if (Kind != TokenKind.Digits) throw SyntaxError();
                var digits = Take();
                if (!int.TryParse(digits, CultureInfo.InvariantCulture, out var index))
                {
                    Problems.Add(ProblemKind.Limit, $"List index is not within the allowable range; index: [{digits}]");
                }
                elements.Add(new PathElement(null, index));
                Expect(TokenKind.CloseBracket);
            }
            else
            {
                break;
            }
        }
        if (elements.Count > DocumentPath.MaxElements)
        {
            Problems.Add(ProblemKind.Limit,
                $"The document path has too many nesting elements; nesting level: {elements.Count}");
        }
        return new DocumentPath(elements);
    }

    /// <summary>The error for the token at hand, with its neighbours as DynamoDB shows them.</summary>
    public DynamoDbException SyntaxError()
    {
        var token = _tokens[_at];
        var first = _tokens[Math.Max(0, _at - 1)];
        var last = _tokens[Math.Min(_tokens.Count - 1, _at + 1)];
        var shown = token.Kind == TokenKind.End ? "<EOF>" : _text.Substring(token.Start, token.Length);
        var near = _text[first.Start..last.End].Trim();
        return Refuse($"Syntax error; token: \"{shown}\", near: \"{near}\"");
    }

    /// <summary>An error about this expression.</summary>
    public DynamoDbException Refuse(string message) => DynamoDbException.Validation($"Invalid {_kind}: {message}");

    private string ReadName()
    {
        if (Kind == TokenKind.NamePlaceholder)
        {
            var placeholder = Take();
            var name = Scope.Name(placeholder);
            if (name is null)
            {
                Problems.Add(ProblemKind.Undefined,
                    "An expression attribute name used in the document path is not defined; attribute name: " + placeholder);
            }
            return name ?? placeholder;
        }
        if (Kind != TokenKind.Identifier) throw SyntaxError();
        var word = Take();
        if (ReservedWords.Contains(word))
        {
            Problems.Add(ProblemKind.ReservedWord, "Attribute name is a reserved keyword; reserved keyword: " + word);
        }
        return word;
    }
}
