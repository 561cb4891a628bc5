using SesMailEngine.Jinja.Rendering;

namespace SesMailEngine.Jinja.Compilation;

/// <summary>
/// The variables of one body while it is compiled. As in the Python code that Jinja2 makes, a variable is known by its
/// name and the level of the scope it is in; scopes side by side share it.
/// </summary>
internal sealed class FunctionScope(FunctionScope? outer)
{
    private readonly Dictionary<(int Level, string Name), Variable> _variables = [];
    private readonly List<ContextLoad> _loads = [];
    private int _anonymous;

    internal FunctionScope? Outer { get; } = outer;

    internal int SlotCount { get; private set; }

    internal ContextLoad[] Loads => [.. _loads];

    internal Variable Get(int level, string name)
    {
        if (!_variables.TryGetValue((level, name), out var variable))
        {
            variable = new Variable(this, SlotCount++, name);
            _variables.Add((level, name), variable);
        }

        return variable;
    }

    /// <summary>A slot for a text on its way into a filter.</summary>
    internal int NewSlot() => Get(int.MinValue, $"#{_anonymous++}").Slot;

    /// <summary>The variable that holds a name's value from the context, filled when the body is entered.</summary>
    internal Variable FromContext(string name)
    {
        bool known = _variables.ContainsKey((-1, name));
        var variable = Get(-1, name);
        if (!known)
        {
            _loads.Add(new ContextLoad(variable.Slot, name));
        }

        return variable;
    }

    /// <summary>Fills a variable from the context when the body is entered.</summary>
    internal void Load(Variable variable) => _loads.Add(new ContextLoad(variable.Slot, variable.Name));

    /// <summary>How the code of this body reaches a variable of it or of one around it.</summary>
    internal SlotReference Reach(Variable variable)
    {
        int hops = 0;
        for (var scope = this; scope is not null && scope != variable.Owner; scope = scope.Outer)
        {
            hops++;
        }

        return new SlotReference(hops, variable.Slot);
    }
}
