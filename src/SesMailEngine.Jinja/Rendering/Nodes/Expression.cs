using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary>A compiled expression. Immutable and shared by all renderings.</summary>
internal abstract class Expression(Span span)
{
    internal Span Span { get; } = span;

    /// <summary>True if every evaluation gives an equal value, whatever the variables.</summary>
    internal bool IsConstant { get; set; }

    internal abstract Value Evaluate(RenderState state, Frame frame);

    /// <summary>The truth of the value. Comparisons and the like answer without making a value of it.</summary>
    internal virtual bool Test(RenderState state, Frame frame) => Truth.Of(Evaluate(state, frame));

    /// <summary>Evaluates and prints. Expressions that can print without making a text first override it.</summary>
    internal virtual void Print(RenderState state, Frame frame, bool escape) => state.Print(Evaluate(state, frame), escape);
}
