using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Syntax;

/// <summary>
/// Splits a source into tokens, applying white space control. After Jinja2's lexer, including what it strips and when
/// it counts a line. What cannot be read becomes a token of kind <see cref="TokenKind.Error"/>, and lexing goes on.
/// </summary>
internal sealed partial class Lexer
{
    private readonly JinjaOptions _options;
    private readonly string _source;
    private readonly List<Token> _tokens;
    private readonly LexerRules _rules;
    private readonly Stack<char> _brackets = new();
    private readonly HashSet<string> _nameSet;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _names;
    private int _at;
    private int _line = 1;
    private bool _lineStarting = true;

    private Lexer(string source, JinjaOptions options, LexerRules rules)
    {
        _options = options;
        _source = source;
        _tokens = new List<Token>((source.Length / 12) + 8);
        _rules = rules;
        _nameSet = new HashSet<string>(StringComparer.Ordinal);
        _names = _nameSet.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>All tokens, the last of them <see cref="TokenKind.End"/>.</summary>
    /// <param name="source">The source with its line breaks already made <c>\n</c>; see <see cref="SourceText"/>.</param>
    /// <param name="options">Delimiters and white space control.</param>
    /// <param name="rules">The rules made of those options; made anew if not given.</param>
    internal static List<Token> Tokenize(string source, JinjaOptions options, LexerRules? rules = null)
    {
        var lexer = new Lexer(source, options, rules ?? new LexerRules(options.Delimiters));
        lexer.Run();
        return lexer._tokens;
    }

    private void Run()
    {
        while (_at < _source.Length)
        {
            if (!FindOpening(_at, out int start, out var opening, out int tagEnd))
            {
                AddData(_at, _source.Length);
                _at = _source.Length;
                break;
            }

            // The sign after the opening belongs to the tag, even a minus meant as a number's.
            char sign = tagEnd < _source.Length && _source[tagEnd] is '-' or '+' ? _source[tagEnd] : '\0';
            int contentStart = sign == '\0' ? tagEnd : tagEnd + 1;
            int rawEnd = opening.Kind == OpeningKind.Block ? MatchRawBegin(contentStart) : -1;
            AddTextBefore(start, sign, opening.Kind == OpeningKind.Variable);
            CountLines(start, contentStart);
            var span = new Span(start, contentStart - start, _line);
            _at = contentStart;
            if (rawEnd >= 0)
            {
                CountLines(contentStart, rawEnd);
                Consume(rawEnd);
                LexRaw(span with { Line = _line });
                continue;
            }

            switch (opening.Kind)
            {
                case OpeningKind.Comment:
                    LexComment(span);
                    break;
                case OpeningKind.LineComment:
                    int lineEnd = _source.IndexOf('\n', _at);
                    Consume(lineEnd < 0 ? _source.Length : lineEnd);
                    break;
                default:
                    _lineStarting = false;
                    Add(opening.Kind == OpeningKind.Variable ? TokenKind.VariableBegin : TokenKind.BlockBegin, span, string.Empty);
                    LexTag(opening.Kind);
                    break;
            }
        }

        // Jinja2 gives the end of a template the line of the last token before it.
        int lastLine = _tokens.Count == 0 ? 1 : _tokens[^1].Span.Line;
        Add(TokenKind.End, new Span(_source.Length, 0, lastLine), string.Empty);
    }

    private void Add(TokenKind kind, Span span, string text, Values.Value number = default) =>
        _tokens.Add(new Token(kind, span, text, number));

    private void CountLines(int start, int end) => _line += _source.AsSpan(start, end - start).Count('\n');

    private void Consume(int end)
    {
        if (end > _at)
        {
            _lineStarting = _source[end - 1] == '\n';
        }

        _at = end;
    }

    private void Fail(string message, Span span) => Add(TokenKind.Error, span, message);

    private bool FindOpening(int from, out int start, out OpeningTag opening, out int end)
    {
        for (int at = from; at < _source.Length; at++)
        {
            if (_rules.FirstChars is { } firstChars)
            {
                int offset = _source.AsSpan(at).IndexOfAny(firstChars);
                if (offset < 0)
                {
                    break;
                }

                at += offset;
            }

            foreach (var candidate in _rules.Openings)
            {
                end = candidate.Match(_source, at);
                if (end >= 0)
                {
                    (start, opening) = (at, candidate);
                    return true;
                }
            }
        }

        (start, opening, end) = (-1, default, -1);
        return false;
    }

    // The text before a tag: "-" takes all white space, lstrip_blocks what stands between the line's start and the tag.
    private void AddTextBefore(int start, char sign, bool isVariable)
    {
        int end = start;
        if (sign == '-')
        {
            while (end > _at && Characters.IsSpace(_source[end - 1]))
            {
                end--;
            }
        }
        else if (sign != '+' && _options.LstripBlocks && !isVariable)
        {
            int lineStart = _source.LastIndexOf('\n', Math.Max(start - 1, 0), Math.Max(start - _at, 0)) + 1;
            bool atLineStart = lineStart > _at || (lineStart <= _at && _lineStarting);
            lineStart = Math.Max(lineStart, _at);
            if (atLineStart && _source.AsSpan(lineStart, start - lineStart).IndexOfAnyExcept(Characters.Spaces) < 0)
            {
                end = lineStart;
            }
        }

        AddData(_at, end);
        CountLines(end, start);
    }

    private void AddData(int start, int end)
    {
        if (end > start)
        {
            Add(TokenKind.Data, new Span(start, end - start, _line), WithNewlines(_source[start..end]));
            CountLines(start, end);
        }
    }

    private string WithNewlines(string text) =>
        _options.NewlineSequence == "\n" ? text : text.Replace("\n", _options.NewlineSequence, StringComparison.Ordinal);

    private bool Matches(int at, string text) => string.CompareOrdinal(_source, at, text, 0, text.Length) == 0;

    private int SkipSpace(int at)
    {
        while (at < _source.Length && Characters.IsSpace(_source[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>The end of <c>{% raw %}</c> if that is what stands here, or -1.</summary>
    private int MatchRawBegin(int at)
    {
        at = SkipSpace(at);
        if (!Matches(at, "raw"))
        {
            return -1;
        }

        at = SkipSpace(at + 3);
        string close = _options.Delimiters.BlockEnd;
        return at < _source.Length && _source[at] == '-' && Matches(at + 1, close) ? SkipSpace(at + 1 + close.Length)
            : Matches(at, close) ? at + close.Length
            : -1;
    }

    private void LexRaw(Span opening)
    {
        string open = _options.Delimiters.BlockStart;
        for (int at = _at; (at = _source.IndexOf(open, at, StringComparison.Ordinal)) >= 0; at++)
        {
            int inner = at + open.Length;
            char sign = inner < _source.Length && _source[inner] is '-' or '+' ? _source[inner] : '\0';
            int word = SkipSpace(sign == '\0' ? inner : inner + 1);
            if (!Matches(word, "endraw"))
            {
                continue;
            }

            int end = MatchClose(SkipSpace(word + 6), _options.Delimiters.BlockEnd, plus: true, trim: _options.TrimBlocks);
            if (end >= 0)
            {
                AddTextBefore(at, sign, isVariable: false);
                CountLines(at, end);
                Consume(end);
                return;
            }
        }

        Fail("Missing end of raw directive", opening);
        _at = _source.Length;
    }

    private void LexComment(Span opening)
    {
        string close = _options.Delimiters.CommentEnd;
        int found = _source.IndexOf(close, _at, StringComparison.Ordinal);
        if (found < 0)
        {
            Fail("Missing end of comment tag", opening);
            _at = _source.Length;
            return;
        }

        int start = found > _at && _source[found - 1] is '-' or '+' ? found - 1 : found;
        int end = MatchClose(start, close, plus: true, trim: _options.TrimBlocks);
        CountLines(_at, end);
        Consume(end);
    }

    /// <summary>The end of a closing delimiter with its sign and what it strips, or -1.</summary>
    private int MatchClose(int at, string close, bool plus, bool trim)
    {
        if (at >= _source.Length)
        {
            return -1;
        }

        if (plus && _source[at] == '+' && Matches(at + 1, close))
        {
            return at + 1 + close.Length;
        }

        if (_source[at] == '-' && Matches(at + 1, close))
        {
            return SkipSpace(at + 1 + close.Length);
        }

        if (!Matches(at, close))
        {
            return -1;
        }

        int end = at + close.Length;
        return trim && end < _source.Length && _source[end] == '\n' ? end + 1 : end;
    }
}
