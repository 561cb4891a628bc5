using SesMailEngine.Jinja.Syntax;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary>A compiled statement. Immutable and shared by all renderings.</summary>
internal abstract class Statement(Span span)
{
    internal Span Span { get; } = span;

    internal abstract Flow Render(RenderState state, Frame frame);
}
