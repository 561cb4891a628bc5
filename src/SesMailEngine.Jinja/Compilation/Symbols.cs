namespace SesMailEngine.Jinja.Compilation;

/// <summary>
/// The names a scope reads and sets, as Jinja2's idtracking finds them. Its rules decide what a <c>set</c> in a loop or
/// branch does to a name, so they are kept to the letter.
/// </summary>
internal sealed class Symbols
{
    private readonly Symbols? _parent;

    // What a branch adds to, but must not change before it is merged.
    private readonly Symbols? _trunk;
    private readonly Dictionary<string, Variable> _refs = new(StringComparer.Ordinal);
    private readonly Dictionary<Variable, VariableLoad> _loads = [];
    private readonly HashSet<string> _stores = new(StringComparer.Ordinal);

    private Symbols(Symbols trunk)
        : this(trunk._parent, trunk.Owner, trunk.Level) => _trunk = trunk;

    internal Symbols(Symbols? parent, FunctionScope owner, int? level = null)
    {
        _parent = parent;
        Owner = owner;
        Level = level ?? (parent is null ? 0 : parent.Level + 1);
    }

    internal FunctionScope Owner { get; }

    internal int Level { get; }

    internal IReadOnlyDictionary<Variable, VariableLoad> Loads => _loads;

    /// <summary>Kept for <see cref="CompileFrame.Visible"/>, once all names are known.</summary>
    internal Rendering.VisibleVariables? Visible { get; set; }

    internal Variable? Find(string name) => FindHere(name) ?? _parent?.Find(name);

    internal void Load(string name)
    {
        if (Find(name) is null)
        {
            Define(name, new VariableLoad(LoadKind.Context));
        }
    }

    internal void Store(string name)
    {
        _stores.Add(name);
        if (FindHere(name) is null)
        {
            Define(name, _parent?.Find(name) is { } outer
                ? new VariableLoad(LoadKind.Alias, outer)
                : new VariableLoad(LoadKind.Undefined));
        }
    }

    internal Variable DeclareParameter(string name)
    {
        _stores.Add(name);
        return Define(name, new VariableLoad(LoadKind.Parameter));
    }

    /// <summary>Symbols for a branch, which sees these and adds its own.</summary>
    internal Symbols Branch() => new(this);

    /// <summary>Takes over what branches do; what they set comes from outside where the branch does not run.</summary>
    internal void Merge(Symbols[] branches)
    {
        var stores = new HashSet<string>(StringComparer.Ordinal);
        foreach (var branch in branches)
        {
            stores.UnionWith(branch._stores);
        }

        stores.RemoveWhere(IsStoredHere);
        foreach (var branch in branches)
        {
            foreach (var (name, variable) in branch._refs)
            {
                _refs[name] = variable;
            }

            foreach (var (variable, load) in branch._loads)
            {
                _loads[variable] = load;
            }

            _stores.UnionWith(branch._stores);
        }

        foreach (string name in stores)
        {
            _loads[Find(name)!] = _parent?.Find(name) is { } outer
                ? new VariableLoad(LoadKind.Alias, outer)
                : new VariableLoad(LoadKind.Context);
        }
    }

    /// <summary>All names set here and around, the innermost variable of each.</summary>
    internal IEnumerable<(string Name, Variable Variable)> AllStores()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var scope = this; scope is not null; scope = scope._parent)
        {
            foreach (string name in scope._stores.Order(StringComparer.Ordinal))
            {
                if (seen.Add(name))
                {
                    yield return (name, Find(name)!);
                }
            }
        }
    }

    /// <summary>Makes names that are only read use the variable that the body fills once, instead of one of this scope.</summary>
    internal void ShareContextLoads()
    {
        foreach (var (variable, load) in _loads.ToArray())
        {
            if (load.Kind == LoadKind.Context && !_stores.Contains(variable.Name))
            {
                _refs[variable.Name] = Owner.FromContext(variable.Name);
                _loads.Remove(variable);
            }
        }
    }

    private Variable? FindHere(string name)
    {
        for (var symbols = this; symbols is not null; symbols = symbols._trunk)
        {
            if (symbols._refs.TryGetValue(name, out var found))
            {
                return found;
            }
        }

        return null;
    }

    private bool IsStoredHere(string name)
    {
        for (var symbols = this; symbols is not null; symbols = symbols._trunk)
        {
            if (symbols._stores.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    private Variable Define(string name, VariableLoad load)
    {
        var variable = Owner.Get(Level, name);
        _refs[name] = variable;
        _loads[variable] = load;
        return variable;
    }
}
