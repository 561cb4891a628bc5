namespace SesMailEngine.Jinja.Rendering;

/// <summary>Whether autoescape is on in one template at run time; shared by the contexts derived from each other.</summary>
internal sealed class EscapeContext(bool autoescape)
{
    internal bool Autoescape { get; set; } = autoescape;
}
