namespace SesMailEngine.Jinja.Outlines;

/// <summary>A tag that takes in another template.</summary>
/// <param name="Kind">Which tag.</param>
/// <param name="Names">The names given as text, the first that exists is taken; empty when an expression decides.</param>
/// <param name="HasContext">True when the other template sees this one's variables.</param>
/// <param name="MayBeMissing">True for <c>ignore missing</c>.</param>
/// <param name="Line">The tag's line, counted from 1.</param>
public sealed record TemplateLink(TemplateLinkKind Kind, IReadOnlyList<string> Names, bool HasContext, bool MayBeMissing, int Line);
