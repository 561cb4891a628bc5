using SesMailEngine.Jinja.Builtins;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>
/// The variables of one template while it renders: what it sets at its top level, over what it was given. Names
/// resolve in that order, then in the context it was made from, then among the global functions.
/// </summary>
internal sealed class Context
{
    private readonly Context? _outer;
    private readonly DictValue? _given;
    private readonly DictValue? _locals;
    private readonly bool _hasGlobals;
    private DictValue? _variables;
    private HashSet<string>? _exported;

    private Context(Context? outer, DictValue? given, DictValue? locals, bool hasGlobals, EscapeContext escape)
    {
        _outer = outer;
        _given = given;
        _locals = locals;
        _hasGlobals = hasGlobals;
        Escape = escape;
    }

    internal EscapeContext Escape { get; }

    /// <summary>The blocks by name, the most derived template's first; null while there are none.</summary>
    internal Dictionary<string, List<BlockCode>>? Blocks { get; private set; }

    /// <summary>The context of a rendering, or of an import without context.</summary>
    internal static Context Root(DictValue? given, bool autoescape) => new(null, given, null, true, new EscapeContext(autoescape));

    /// <summary>The context of an included template: sees everything, keeps its own settings to itself.</summary>
    internal Context ForInclude(DictValue? locals, bool autoescape) => new(this, null, locals, false, new EscapeContext(autoescape));

    /// <summary>The context of a module imported with context: it outlives the import, so it gets a copy.</summary>
    internal Context ForImport(DictValue? locals, bool autoescape)
    {
        var all = new DictValue();
        CopyTo(all);
        return new Context(null, all, locals, true, new EscapeContext(autoescape));
    }

    /// <summary>The context of a scoped block: the same template, with the variables around the block.</summary>
    internal Context ForScope(DictValue? locals)
    {
        var scope = new Context(this, null, locals, false, Escape);
        if (Blocks is not null)
        {
            scope.Blocks = Blocks.ToDictionary(pair => pair.Key, pair => pair.Value.ToList(), StringComparer.Ordinal);
        }

        return scope;
    }

    internal void AddBlocks(IReadOnlyDictionary<string, BlockCode> blocks)
    {
        if (blocks.Count == 0)
        {
            return;
        }

        Blocks ??= new Dictionary<string, List<BlockCode>>(StringComparer.Ordinal);
        foreach (var (name, code) in blocks)
        {
            if (!Blocks.TryGetValue(name, out var stack))
            {
                Blocks[name] = stack = [];
            }

            stack.Add(code);
        }
    }

    /// <summary>The value of a name, or <see cref="Value.Missing"/>.</summary>
    internal Value Resolve(in NameKey key, ref int hint)
    {
        if (_outer is null && _variables is null && _given is not null && _given.TryGet(key.Name, key.Hash, ref hint, out var value)
            && _locals is null)
        {
            return value;
        }

        return ResolveSlow(key);
    }

    internal void Set(string name, Value value) => (_variables ??= new DictValue())[Value.From(name)] = value;

    /// <summary>Makes a variable of the top level visible to templates that import this one, unless it is private.</summary>
    internal void Export(string name)
    {
        if (!name.StartsWith('_'))
        {
            (_exported ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
        }
    }

    internal void Unexport(string name) => _exported?.Remove(name);

    internal DictValue Exports()
    {
        var exports = new DictValue();
        foreach (string name in _exported ?? [])
        {
            exports[Value.From(name)] = _variables?[Value.From(name)] ?? Value.Missing;
        }

        return exports;
    }

    private Value ResolveSlow(in NameKey key)
    {
        for (var context = this; context is not null; context = context._outer)
        {
            if ((context._variables is not null && context._variables.TryGet(key.Name, key.Hash, out var value))
                || (context._locals is not null && context._locals.TryGet(key.Name, key.Hash, out value))
                || (context._given is not null && context._given.TryGet(key.Name, key.Hash, out value)))
            {
                return value;
            }

            if (context._hasGlobals && BuiltinTables.Functions.Find(key.Name) is { } function)
            {
                return Value.From(function);
            }
        }

        return Value.Missing;
    }

    private void CopyTo(DictValue all)
    {
        _outer?.CopyTo(all);
        foreach (var layer in new[] { _given, _locals, _variables })
        {
            if (layer is not null)
            {
                all.Update(layer);
            }
        }
    }
}
