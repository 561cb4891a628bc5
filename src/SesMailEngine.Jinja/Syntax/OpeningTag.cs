using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Syntax;

/// <summary>What an opening delimiter opens.</summary>
internal enum OpeningKind
{
    Comment,
    Block,
    Variable,
    LineStatement,
    LineComment,
}

/// <summary>One opening delimiter of the environment.</summary>
internal readonly record struct OpeningTag(OpeningKind Kind, string Text)
{
    /// <summary>All openings, in the order in which they are tried at one place: the longest first.</summary>
    internal static OpeningTag[] Of(Delimiters delimiters)
    {
        // Where lengths are equal Jinja2 goes by its names of the tokens, backwards: variable, linestatement, linecomment, comment, block.
        List<OpeningTag> all = [new(OpeningKind.Variable, delimiters.VariableStart)];
        if (delimiters.LineStatementPrefix is { } statement)
        {
            all.Add(new(OpeningKind.LineStatement, statement));
        }

        if (delimiters.LineCommentPrefix is { } comment)
        {
            all.Add(new(OpeningKind.LineComment, comment));
        }

        all.Add(new(OpeningKind.Comment, delimiters.CommentStart));
        all.Add(new(OpeningKind.Block, delimiters.BlockStart));
        return [.. all.OrderByDescending(opening => opening.Text.Length)];
    }

    /// <summary>The end of this opening if it stands at the position, or -1.</summary>
    internal int Match(string source, int at)
    {
        int start = at;
        if (Kind == OpeningKind.LineStatement)
        {
            if (at > 0 && source[at - 1] != '\n')
            {
                return -1;
            }

            while (start < source.Length && source[start] is ' ' or '\t' or '\v')
            {
                start++;
            }
        }
        else if (Kind == OpeningKind.LineComment)
        {
            if (at > 0 && source[at - 1] != '\n' && Characters.IsSpace(source[at - 1]))
            {
                return -1;
            }

            while (start < source.Length && Characters.IsSpace(source[start]) && source[start] is not ('\r' or '\n'))
            {
                start++;
            }
        }

        return string.CompareOrdinal(source, start, Text, 0, Text.Length) == 0 ? start + Text.Length : -1;
    }
}
