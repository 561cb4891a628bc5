using SesMailEngine.Jinja.Rendering;

namespace SesMailEngine.Jinja.Compilation;

/// <summary>What compiling a template gives.</summary>
/// <param name="Root">The template's top level.</param>
/// <param name="SelfSlot">The slot of <c>self</c> there, or -1.</param>
/// <param name="Blocks">The blocks by name.</param>
/// <param name="Variables">The names it takes from its context, in order.</param>
/// <param name="References">The templates it names literally.</param>
internal sealed record CompiledTemplate(
    FunctionCode Root, int SelfSlot, IReadOnlyDictionary<string, BlockCode> Blocks, string[] Variables, string[] References);
