namespace SesMailEngine.Jinja.Values;

/// <summary>What a <see cref="Value"/> holds, by the types a template can tell apart.</summary>
public enum ValueKind
{
    /// <summary>Nothing at all: an argument that was not given, a variable that was never set.</summary>
    Missing = 0,

    /// <summary>Python's <c>None</c>, JSON's <c>null</c>.</summary>
    None = 1,

    /// <summary><c>True</c> or <c>False</c>.</summary>
    Bool,

    /// <summary>An integer that fits 64 bits.</summary>
    Int,

    /// <summary>An integer outside 64 bits.</summary>
    BigInt,

    /// <summary>A double.</summary>
    Float,

    /// <summary>A text that is escaped where autoescape is on.</summary>
    String,

    /// <summary>A text that is safe HTML already (<c>Markup</c> in Python).</summary>
    Markup,

    /// <summary>A mutable list.</summary>
    List,

    /// <summary>A fixed sequence.</summary>
    Tuple,

    /// <summary>A dict, in order of insertion.</summary>
    Dict,

    /// <summary>An arithmetic progression made by <c>range</c>.</summary>
    Range,

    /// <summary>The result of a look-up that found nothing.</summary>
    Undefined,

    /// <summary>Everything else: functions, macros, iterators, namespaces, modules, loops.</summary>
    Object,
}
