namespace SesMailEngine.Jinja.Values;

/// <summary>How a template's undefined values behave. See Jinja2's "Undefined Types".</summary>
public enum UndefinedKind
{
    /// <summary>Prints as nothing, is false and empty; every other use is an error.</summary>
    Default,

    /// <summary>Every use is an error, save <c>is defined</c>, <c>is undefined</c> and <c>default</c>.</summary>
    Strict,

    /// <summary>Like <see cref="Default"/>, and attributes and items of it are undefined again.</summary>
    Chainable,

    /// <summary>Like <see cref="Default"/>, but prints as the expression that was not found.</summary>
    Debug,

    /// <summary>Like <see cref="Strict"/>, but false in truth tests, so that <c>{% if x %}</c> may ask for an optional variable.</summary>
    Mail,
}
