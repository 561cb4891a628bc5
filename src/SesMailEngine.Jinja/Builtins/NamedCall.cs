using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>Filters and tests found by a name that only rendering knows.</summary>
internal static class NamedCall
{
    /// <summary>The filter of this name, or an error as the reference words it.</summary>
    internal static Builtin Filter(Value name) =>
        (name.IsText ? BuiltinTables.Filters.Find(name.AsText) : null)
            ?? throw TemplateException.Runtime($"No filter named {Printing.Repr(name)}.");

    /// <summary>The test of this name, or an error as the reference words it.</summary>
    internal static Builtin Test(Value name) =>
        (name.IsText ? BuiltinTables.Tests.Find(name.AsText) : null)
            ?? throw TemplateException.Runtime($"No test named {Printing.Repr(name)}.");
}
