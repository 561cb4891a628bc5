namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary>How a statement ended: go on, or leave or restart the loop around.</summary>
internal enum Flow
{
    Next,
    Break,
    Continue,
}
