using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>The argument of <c>strip</c> and <c>trim</c>.</summary>
internal static class StripSet
{
    /// <summary>The characters to strip; null, which means white space, for None.</summary>
    internal static string? Of(Value value)
    {
        Arguments.Reject(value);
        return value.IsText ? value.AsText
            : value.IsNone ? null
            : throw TemplateException.Runtime("strip arg must be None or str");
    }
}
