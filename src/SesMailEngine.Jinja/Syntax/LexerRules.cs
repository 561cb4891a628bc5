using System.Buffers;

namespace SesMailEngine.Jinja.Syntax;

/// <summary>What the lexer looks for with given delimiters. Made once for an environment.</summary>
internal sealed class LexerRules
{
    internal LexerRules(Delimiters delimiters)
    {
        Openings = OpeningTag.Of(delimiters);
        FirstChars = delimiters.LineStatementPrefix is null && delimiters.LineCommentPrefix is null
            ? SearchValues.Create([.. Openings.Select(opening => opening.Text[0])])
            : null;
    }

    /// <summary>The openings, in the order in which they are tried at one place.</summary>
    internal OpeningTag[] Openings { get; }

    /// <summary>What an opening may start with; null where it may start with white space.</summary>
    internal SearchValues<char>? FirstChars { get; }
}
