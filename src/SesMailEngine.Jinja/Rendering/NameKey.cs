using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>A name with its hash, computed once when a template is compiled.</summary>
internal readonly struct NameKey(string name)
{
    internal string Name { get; } = name;

    internal int Hash { get; } = Hashing.Of(name);
}
