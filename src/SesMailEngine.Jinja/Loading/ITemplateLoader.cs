using System.Diagnostics.CodeAnalysis;

namespace SesMailEngine.Jinja.Loading;

/// <summary>Where <c>include</c>, <c>import</c> and <c>extends</c> find templates. Called while rendering, from any thread.</summary>
public interface ITemplateLoader
{
    /// <summary>Gives the source of a template by its name; false if there is none of that name.</summary>
    bool TryLoad(string name, [NotNullWhen(true)] out string? source);
}
