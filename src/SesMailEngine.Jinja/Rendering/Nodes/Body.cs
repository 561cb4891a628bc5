using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary>Statements in a row. It tells errors where they happened.</summary>
internal sealed class Body(Statement[] statements)
{
    internal static readonly Body Empty = new([]);

    internal bool IsEmpty => statements.Length == 0;

    internal Flow Render(RenderState state, Frame frame)
    {
        int i = 0;
        try
        {
            for (; i < statements.Length; i++)
            {
                var flow = statements[i].Render(state, frame);
                if (flow != Flow.Next)
                {
                    return flow;
                }
            }

            return Flow.Next;
        }
        catch (TemplateException error) when (Locate(error, i, frame))
        {
            throw;
        }
    }

    // A filter that never catches: the error goes on its way with its place.
    private bool Locate(TemplateException error, int index, Frame frame)
    {
        error.At(frame.Code.Source, statements[index].Span);
        return false;
    }
}
