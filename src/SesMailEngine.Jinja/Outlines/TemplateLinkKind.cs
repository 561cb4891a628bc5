namespace SesMailEngine.Jinja.Outlines;

/// <summary>How a template takes in another one.</summary>
public enum TemplateLinkKind
{
    /// <summary><c>{% extends %}</c>: the other one renders, with this one's blocks and top-level names.</summary>
    Extends,

    /// <summary><c>{% include %}</c>: the other one renders in place.</summary>
    Include,

    /// <summary><c>{% import %}</c> and <c>{% from … import %}</c>: the other one lends its macros.</summary>
    Import,
}
