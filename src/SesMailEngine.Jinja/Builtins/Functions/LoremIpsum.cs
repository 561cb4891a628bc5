using System.Text;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Builtins.Functions;

/// <summary>
/// The function <c>lipsum</c>: filler text for layouts. Unlike the reference's it is the same in every rendering, so that
/// a template gives the same mail for the same data.
/// </summary>
internal static class LoremIpsum
{
    private static readonly string[] Words =
        ("lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna " +
        "aliqua enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea commodo consequat duis aute " +
        "irure in reprehenderit voluptate velit esse cillum eu fugiat nulla pariatur").Split(' ');

    internal static IEnumerable<Builtin> All { get; } = [new("lipsum(n=, html=, min=, max=)", Lipsum)];

    /// <summary>
    /// So many paragraphs (5) of at least <c>min</c> (20) and less than <c>max</c> (100) words: HTML, or with
    /// <c>html=false</c> text with blank lines between them.
    /// </summary>
    /// <example>{{ lipsum(1, html=false, min=3, max=4) }} => Lorem ipsum dolor.</example>
    private static Value Lipsum(Arguments args)
    {
        long count = args.Long(0, 5);
        bool html = args.Flag(1, true);
        long min = args.Long(2, 20);
        long max = args.Long(3, 100);
        if (max <= min)
        {
            throw TemplateException.Runtime($"empty range for randrange() ({min}, {max}, {max - min})");
        }

        var output = new StringBuilder();
        int word = 0;
        for (long i = 0; i < count; i++)
        {
            args.State.Step();
            output.Append(i == 0 ? "" : html ? "\n" : "\n\n").Append(html ? "<p>" : "");

            // Lengths vary over the span, without chance.
            long length = min + (i * 37 % (max - min));
            AppendParagraph(args.State, output, Math.Max(length, 0), ref word);
            output.Append(html ? "</p>" : "");
        }

        return Value.Text(output.ToString(), html);
    }

    private static void AppendParagraph(RenderState state, StringBuilder output, long length, ref int word)
    {
        bool opensSentence = true;
        for (long i = 0; i < length; i++)
        {
            state.Step();
            state.CheckLength(output.Length);
            string next = Words[word++ % Words.Length];
            output.Append(i > 0 ? " " : "").Append(opensSentence ? char.ToUpperInvariant(next[0]) : next[0]).Append(next, 1, next.Length - 1);
            opensSentence = i + 1 < length && i % 12 == 11;
            output.Append(opensSentence ? "." : i % 5 == 4 && i + 1 < length ? "," : "");
        }

        output.Append('.');
    }
}
