using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Syntax;

internal sealed partial class Lexer
{
    // Names repeat a lot; one string for all of a template saves most of them.
    private string Text(int start, int end) => _names.TryGetValue(_source.AsSpan(start, end - start), out string? known) ? known : AddName(start, end);

    private string AddName(int start, int end)
    {
        string name = _source[start..end];
        _nameSet.Add(name);
        return name;
    }

    private void LexTag(OpeningKind kind)
    {
        _brackets.Clear();
        while (true)
        {
            int end = _brackets.Count > 0 ? -1 : MatchTagEnd(kind);
            if (end >= 0)
            {
                var span = new Span(_at, end - _at, _line);
                Add(kind == OpeningKind.Variable ? TokenKind.VariableEnd : TokenKind.BlockEnd, span, string.Empty);
                CountLines(_at, end);
                int start = _at;
                Consume(end);
                _lineStarting = end > start && _source[end - 1] == '\n';
                return;
            }

            if (_at >= _source.Length)
            {
                return;
            }

            if (!LexPart())
            {
                Resynchronize(kind);
                return;
            }
        }
    }

    private int MatchTagEnd(OpeningKind kind) => kind switch
    {
        OpeningKind.Variable => MatchClose(_at, _options.Delimiters.VariableEnd, plus: false, trim: false),
        OpeningKind.Block => MatchClose(_at, _options.Delimiters.BlockEnd, plus: true, trim: _options.TrimBlocks),
        _ => MatchLineEnd(),
    };

    // A line statement ends with its line and takes the blank lines after it.
    private int MatchLineEnd()
    {
        int end = SkipSpace(_at);
        if (end == _source.Length)
        {
            return end;
        }

        int lineBreak = _source.AsSpan(_at, end - _at).LastIndexOf('\n');
        return lineBreak < 0 ? -1 : _at + lineBreak + 1;
    }

    // After an unreadable character: on with the text behind the tag, so that later errors are found too.
    private void Resynchronize(OpeningKind kind)
    {
        string close = kind switch
        {
            OpeningKind.Variable => _options.Delimiters.VariableEnd,
            OpeningKind.Block => _options.Delimiters.BlockEnd,
            _ => "\n",
        };
        int found = _source.IndexOf(close, _at, StringComparison.Ordinal);
        int end = found < 0 ? _source.Length : found + close.Length;
        CountLines(_at, end);
        Add(kind == OpeningKind.Variable ? TokenKind.VariableEnd : TokenKind.BlockEnd, new Span(end, 0, _line), string.Empty);
        Consume(end);
    }

    /// <summary>One token of an expression, or white space; false if the character starts none.</summary>
    private bool LexPart()
    {
        char c = _source[_at];
        if (Characters.IsSpace(c))
        {
            int end = SkipSpace(_at);
            CountLines(_at, end);
            _at = end;
            return true;
        }

        if (char.IsAsciiDigit(c))
        {
            bool afterDot = _at > 0 && _source[_at - 1] == '.';
            int length = NumberLiteral.Match(_source.AsSpan(_at), afterDot, out bool isFloat);
            if (length > 0)
            {
                var span = new Span(_at, length, _line);
                var number = NumberLiteral.Parse(_source.Substring(_at, length), isFloat, out string? problem);
                if (problem is not null)
                {
                    Fail(problem, span);
                    return false;
                }

                Add(isFloat ? TokenKind.Float : TokenKind.Integer, span, string.Empty, number);
                _at += length;
                return true;
            }
        }

        int nameEnd = Identifier.Match(_source, _at);
        if (nameEnd > _at)
        {
            var span = new Span(_at, nameEnd - _at, _line);
            string name = Text(_at, nameEnd);
            if (!Identifier.IsValid(name))
            {
                Fail("Invalid character in identifier", span);
                return false;
            }

            Add(TokenKind.Name, span, name);
            _at = nameEnd;
            return true;
        }

        return c is '\'' or '"' ? LexString(c) : LexOperator(c);
    }

    private bool LexString(char quote)
    {
        int end = _at + 1;
        while (end < _source.Length && _source[end] != quote)
        {
            end += _source[end] == '\\' ? 2 : 1;
        }

        if (end >= _source.Length)
        {
            return FailCharacter(quote);
        }

        var span = new Span(_at, end + 1 - _at, _line);
        string body = WithNewlines(_source[(_at + 1)..end]);
        if (!StringLiteral.TryUnescape(body, out string text, out string problem))
        {
            Fail(problem, span);
            return false;
        }

        Add(TokenKind.String, span, text);
        CountLines(_at, end + 1);
        _at = end + 1;
        return true;
    }

    private bool LexOperator(char c)
    {
        if (!Operators.TryMatch(_source.AsSpan(_at), out string text, out var kind))
        {
            return FailCharacter(c);
        }

        var span = new Span(_at, text.Length, _line);
        if (c is '(' or '[' or '{')
        {
            _brackets.Push(c == '(' ? ')' : c == '[' ? ']' : '}');
        }
        else if (c is ')' or ']' or '}')
        {
            if (!_brackets.TryPop(out char expected))
            {
                Fail($"unexpected '{c}'", span);
                return false;
            }

            if (expected != c)
            {
                Fail($"unexpected '{c}', expected '{expected}'", span);
                return false;
            }
        }

        Add(kind, span, text);
        _at += text.Length;
        return true;
    }

    private bool FailCharacter(char c)
    {
        string shown = char.IsHighSurrogate(c) && _at + 1 < _source.Length ? _source.Substring(_at, 2) : c.ToString();
        int position = CodePoints.Count(_source.AsSpan(0, _at));
        Fail($"unexpected char {Values.Operations.Printing.Repr(shown)} at {position}", new Span(_at, shown.Length, _line));
        return false;
    }
}
