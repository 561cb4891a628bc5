using System.Text;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>
/// Python's <c>pprint.pformat</c> at its width of 80: what fits is on one line, what does not has an item a line, long
/// texts are cut between words.
/// </summary>
internal sealed class PrettyLayout
{
    private const int Width = 80;

    private readonly RenderState _state;
    private readonly StringBuilder _output = new();

    private PrettyLayout(RenderState state) => _state = state;

    /// <summary>The text of a value.</summary>
    internal static string Of(RenderState state, Value value)
    {
        var layout = new PrettyLayout(state);
        layout.Write(value, indent: 0, allowance: 0, isOutermost: true);
        return layout._output.ToString();
    }

    // The allowance is what has to fit after the value on its last line: closing brackets and a comma.
    private void Write(Value value, int indent, int allowance, bool isOutermost)
    {
        _state.CheckLength(_output.Length);
        string line = PrettyText.Of(_state, value);
        if (CodePoints.Count(line) <= Width - indent - allowance)
        {
            _output.Append(line);
            return;
        }

        switch (value.Reference)
        {
            case ListValue { Count: > 0 } list:
                WriteItems("[", list.Items, "]", indent, allowance);
                break;
            case TupleValue { Items.Length: > 0 } tuple:
                WriteItems("(", tuple.Items, tuple.Items.Length == 1 ? ",)" : ")", indent, allowance);
                break;
            case DictValue { Count: > 0 } dict:
                WriteEntries(dict, indent, allowance + 1);
                break;
            case string text when !value.IsMarkup:
                WriteText(text, line, indent, allowance, isOutermost);
                break;
            default:
                _output.Append(line);
                break;
        }
    }

    private void WriteItems(string open, IReadOnlyList<Value> items, string close, int indent, int allowance)
    {
        _output.Append(open);
        for (int i = 0; i < items.Count; i++)
        {
            BreakLine(i, indent + 1);
            Write(items[i], indent + 1, i + 1 == items.Count ? allowance + close.Length : 1, isOutermost: false);
        }

        _output.Append(close);
    }

    private void WriteEntries(DictValue dict, int indent, int allowance)
    {
        _output.Append('{');
        var keys = PrettyText.SortedKeys(_state, dict);
        for (int i = 0; i < keys.Count; i++)
        {
            BreakLine(i, indent + 1);
            string key = PrettyText.Of(_state, keys[i]);
            _output.Append(key).Append(": ");
            Write(dict[keys[i]], indent + 1 + CodePoints.Count(key) + 2, i + 1 == keys.Count ? allowance : 1, isOutermost: false);
        }

        _output.Append('}');
    }

    private void BreakLine(int index, int indent)
    {
        if (index > 0)
        {
            _output.Append(",\n").Append(' ', indent);
        }
    }

    private void WriteText(string text, string line, int indent, int allowance, bool isOutermost)
    {
        int extra = isOutermost ? 1 : 0;
        var chunks = Chunks(text, Width - indent - extra, allowance + extra);
        if (chunks.Count == 1)
        {
            _output.Append(line);
            return;
        }

        _output.Append(isOutermost ? "(" : "");
        for (int i = 0; i < chunks.Count; i++)
        {
            if (i > 0)
            {
                _output.Append('\n').Append(' ', indent + extra);
            }

            _output.Append(chunks[i]);
        }

        _output.Append(isOutermost ? ")" : "");
    }

    // Lines by themselves, and words as many as fit.
    private List<string> Chunks(string text, int width, int allowance)
    {
        var chunks = new List<string>();
        var lines = Splitting.SplitLines(text, keepEnds: true);
        for (int i = 0; i < lines.Count; i++)
        {
            bool isLast = i + 1 == lines.Count;
            string whole = StringRepr.Quote(lines[i]);
            if (CodePoints.Count(whole) <= width - (isLast ? allowance : 0))
            {
                chunks.Add(whole);
                continue;
            }

            string current = "";
            var words = Words(lines[i]);
            for (int j = 0; j < words.Count; j++)
            {
                _state.Step();
                int room = isLast && j + 1 == words.Count ? width - allowance : width;
                if (current.Length > 0 && CodePoints.Count(StringRepr.Quote(current + words[j])) > room)
                {
                    chunks.Add(StringRepr.Quote(current));
                    current = "";
                }

                current += words[j];
            }

            chunks.Add(StringRepr.Quote(current));
        }

        return chunks;
    }

    // Each word with the white space after it.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        for (int at = 0; at < line.Length;)
        {
            int start = at;
            while (at < line.Length && !CharacterClass.IsSpace(line[at]))
            {
                at++;
            }

            while (at < line.Length && CharacterClass.IsSpace(line[at]))
            {
                at++;
            }

            words.Add(line[start..at]);
        }

        return words;
    }
}
