using System.Collections.Frozen;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>Built-ins by name. An alias is a second <see cref="Builtin"/> with the same body.</summary>
internal sealed class BuiltinTable
{
    private readonly FrozenDictionary<string, Builtin> _byName;

    internal BuiltinTable(params IEnumerable<Builtin>[] groups) =>
        _byName = groups.SelectMany(group => group).ToFrozenDictionary(builtin => builtin.Name, StringComparer.Ordinal);

    internal IEnumerable<string> Names => _byName.Keys;

    internal Builtin? Find(string name) => _byName.GetValueOrDefault(name);
}
