using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>What items are sorted, grouped and told apart by.</summary>
internal static class Keys
{
    /// <summary>The value itself, or a text in lower case unless case matters.</summary>
    internal static Value Of(Value value, bool keepCase) =>
        value.IsText && !keepCase ? Value.From(CaseMapping.ToLower(value.AsText)) : value;
}
